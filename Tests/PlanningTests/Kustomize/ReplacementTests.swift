import ImageModel
import Manifests
import Planning
import Testing

/// Where kustomize puts one field's value into another, it is written where it comes from.
@Suite struct ReplacementTests {
    private static let target =
        "    targets:\n      - select: {kind: Deployment}\n        fieldPaths: ['spec.template.spec.containers.[name=main].image']\n"

    private static func map(_ image: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: images}\ndata:\n  image: '\(image)' # of all\n"
    }

    private static let replacement = "  - source: {kind: ConfigMap, name: images, fieldPath: data.image}\n" + target

    private func repository(_ overlay: String, _ more: [String: String] = [:]) throws -> PlanningFixture {
        var fixture = PlanningFixture(
            [
                "base/deployment.yaml": Sample.deployment("placeholder"),
                "base/kustomization.yaml": "resources:\n  - deployment.yaml\n",
                "prod/images.yaml": Self.map("gcr.io/p/app:v1"),
                "prod/kustomization.yaml": "resources:\n  - ../base\n" + overlay,
            ].merging(more) { $1 })
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        for (tag, digit) in [("v1", "1"), ("v2", "2")] as [(String, Character)] {
            fixture.add("gcr.io/p/app:\(tag)", digit)
            fixture.add("t.dev/x/app:\(tag)", digit)
        }
        return fixture
    }

    private func check(_ fixture: PlanningFixture, _ file: String, _ old: String, _ new: String) async throws {
        let plan = await fixture.plan()
        #expect(plan.filter { $0.status == .blocked }.isEmpty)
        let files = try fixture.written(plan)
        #expect(files[file] == fixture.files[file]?.replacing(old, with: new))
        var after = fixture
        after.files = files
        for (rendered, image) in [(fixture, old), (after, new)] {
            #expect(
                RenderGraph(rendered.scans).contexts.filter { $0.name == "prod" }.map { $0.formula.rendered() } == [
                    image
                ])
        }
        guard let renderer = KustomizeRenderer.installed else { return }
        #expect(try renderer.images(of: ["prod"], in: fixture.files).flatMap(\.values) == [old])
        #expect(try renderer.images(of: ["prod"], in: files).flatMap(\.values) == [new])
    }

    private static let new = "t.dev/x/app:v1" + PlanningFixture.pin("1")

    @Test func aConfigMapIsWrittenForTheImageThatItGives() async throws {
        let fixture = try repository("  - images.yaml\nreplacements:\n" + Self.replacement)
        try await check(fixture, "prod/images.yaml", "gcr.io/p/app:v1", Self.new)
        let plan = await fixture.plan()
        #expect(plan.map(\.reason) == [.overridden, nil])
        #expect(plan.map(\.occurrence.field) == ["spec.template.spec.containers[0].image", "data.image"])
    }

    @Test func aLiteralOfAGeneratorIsWritten() async throws {
        let fixture = try repository(
            "configMapGenerator:\n  - name: images\n    literals:\n      - image=gcr.io/p/app:v1 # here\nreplacements:\n"
                + Self.replacement)
        try await check(fixture, "prod/kustomization.yaml", "gcr.io/p/app:v1", Self.new)
    }

    @Test func aFileOfReplacementsIsFollowed() async throws {
        let list =
            "- source: {kind: ConfigMap, name: images, fieldPath: data.image}\n"
            + "  targets:\n  - select: {kind: Deployment, name: api}\n    fieldPaths: [spec.template.spec.containers.0.image]\n"
        let fixture = try repository(
            "  - images.yaml\nreplacements:\n  - path: ../shared/replacement.yaml\n", ["shared/replacement.yaml": list])
        // kustomize by itself reads no file above the kustomization; what builds it may let it.
        let plan = await fixture.plan()
        #expect(try fixture.written(plan)["prod/images.yaml"] == Self.map(Self.new))
        let inside = try repository(
            "  - images.yaml\nreplacements:\n  - path: replacement.yaml\n", ["prod/replacement.yaml": list])
        try await check(inside, "prod/images.yaml", "gcr.io/p/app:v1", Self.new)
    }

    @Test func aComponentsReplacementsAreMadeBeforeItsParentsEntries() async throws {
        let component =
            "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources:\n  - images.yaml\nreplacements:\n"
            + Self.replacement
        let more = ["component/kustomization.yaml": component, "component/images.yaml": Self.map("gcr.io/p/app:v1")]
        let fixture = try repository("components:\n  - ../component\n", more)
        try await check(fixture, "component/images.yaml", "gcr.io/p/app:v1", Self.new)
        let overlay = "components:\n  - ../component\nimages:\n  - name: gcr.io/p/app\n    newTag: v2\n"
        let entry = try repository(overlay, more)
        let files = try entry.written(await entry.plan())
        #expect(files["component/images.yaml"] == Self.map(Self.new))
        #expect(
            files["prod/kustomization.yaml"]?.hasSuffix(
                "name: t.dev/x/app\n    newTag: v2\n    digest: \(PlanningFixture.digest("2"))\n") == true)
    }

    @Test func anotherContainersImageIsWrittenWithItsEntries() async throws {
        let job = Sample.deployment("gcr.io/p/app:v1", name: "source").replacing(
            "kind: Deployment", with: "kind: StatefulSet")
        let overlay =
            "  - job.yaml\nimages:\n  - name: gcr.io/p/app\n    newTag: v2\nreplacements:\n  - source: {kind: StatefulSet, "
            + "name: source, fieldPath: 'spec.template.spec.containers.[name=main].image'}\n" + Self.target
        let fixture = try repository(overlay, ["prod/job.yaml": job])
        let plan = await fixture.plan()
        let files = try fixture.written(plan)
        var after = fixture
        after.files = files
        let rendered = RenderGraph(after.scans).contexts.filter { $0.name == "prod" }.map { $0.formula.rendered() }
        #expect(rendered == Array(repeating: "t.dev/x/app:v2" + PlanningFixture.pin("2"), count: 2))
        guard let renderer = KustomizeRenderer.installed else { return }
        #expect(try renderer.images(of: ["prod"], in: files).flatMap(\.values) == rendered)
    }

    @Test(arguments: [
        (
            "    targets:\n      - select: {kind: Deployment}\n        fieldPaths: [spec.template.spec.containers]\n",
            "may put another value there"
        ),
        (
            "    targets:\n      - select: {kind: Deployment, name: a.*}\n"
                + "        fieldPaths: [spec.template.spec.containers.0.image]\n",
            "may put another value there"
        ),
        (
            "    targets:\n      - select: {kind: Deployment, labelSelector: app=x}\n"
                + "        fieldPaths: [spec.template.spec.containers.*.image]\n",
            "may put another value there"
        ),
        (
            "    targets:\n      - select: {kind: Deployment}\n        reject: [{labelSelector: app=x}]\n"
                + "        fieldPaths: [spec.template.spec.containers.*.image]\n",
            "may put another value there"
        ),
        (
            "    targets:\n      - select: {kind: Deployment}\n        options: {encoding: base64}\n"
                + "        fieldPaths: [spec.template.spec.containers.*.image]\n",
            "puts a value there in another form"
        ),
    ])
    func whatIsNotKnownBlocks(_ targets: String, _ message: String) async throws {
        let overlay =
            "  - images.yaml\nreplacements:\n  - source: {kind: ConfigMap, name: images, fieldPath: data.image}\n"
            + targets
        let fixture = try repository(overlay, ["base/deployment.yaml": Sample.deployment("gcr.io/p/app:v2")])
        let plan = await fixture.plan()
        let base = try #require(plan.first { $0.occurrence.file.string == "base/deployment.yaml" })
        #expect(base.reason == .renderDiffers)
        #expect(
            base.message
                == "what prod renders cannot be told: replacements[0] of prod/kustomization.yaml \(message)")
        #expect(try fixture.written(plan) == fixture.files)
    }

    @Test func aPieceThatIsTakenElsewhereBlocksItsSource() async throws {
        let overlay =
            "replacements:\n  - source: {kind: Deployment, fieldPath: spec.template.spec.containers.0.image, options: "
            + "{delimiter: ':', index: 1}}\n    targets:\n      - select: {kind: Deployment}\n"
            + "        fieldPaths: [metadata.labels.version]\n        options: {create: true}\n"
        let fixture = try repository(overlay, ["base/deployment.yaml": Sample.deployment("gcr.io/p/app:v2")])
        let plan = await fixture.plan()
        #expect(
            plan[0].message
                == "what prod renders cannot be told: replacements[0] takes a piece of the image to "
                + "metadata.labels.version: give that a value of its own")
    }

    /// A variable takes the image as it is by then: its reader gets what is planned.
    @Test func variablesReadWhatIsPlannedAndWriteTemplates() async throws {
        let overlay =
            "vars:\n  - name: IMAGE\n    objref: {kind: Deployment, name: api, apiVersion: apps/v1}\n"
            + "    fieldref: {fieldpath: spec.template.spec.containers[0].image}\n"
        let other = Sample.deployment("$(IMAGE)", name: "other")
        let fixture = try repository(
            overlay, ["base/deployment.yaml": Sample.deployment("gcr.io/p/app:v2"), "prod/other.yaml": other])
        // The ConfigMap's image is nobody's without a replacement.
        let plan = await fixture.plan().filter { $0.reason != .unknownField }
        #expect(plan.map(\.status) == [.change, .skipped])
        #expect(plan.last?.reason == .templated)
    }
}
