import ImageModel
import Manifests
import Planning
import Testing

/// Replacements that put a piece of an image into it: the value is written where it stands, and rendered to prove it.
@Suite struct SplicedImageTests {
    private static let path = "spec.template.spec.containers.[name=main].image"

    /// One replacement from a ConfigMap's data.
    private static func put(
        _ key: String, _ index: Int, _ delimiter: String = ":", to path: String = path, more: String = ""
    ) -> String {
        "  - source: {kind: ConfigMap, name: versions, fieldPath: data.\(key)}\n"
            + "    targets:\n      - select: {kind: Deployment}\n        fieldPaths: ['\(path)']\n"
            + "        options: {delimiter: '\(delimiter)', index: \(index)}\n" + more
    }

    private static func map(_ data: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: versions}\ndata: # chosen\n\(data)"
    }

    private func repository(
        _ image: String, _ data: String, _ replacements: String, _ more: [String: String] = [:]
    ) throws -> PlanningFixture {
        var fixture = PlanningFixture(
            [
                "base/deployment.yaml": Sample.deployment(image),
                "base/kustomization.yaml": "resources:\n  - deployment.yaml\n",
                "prod/versions.yaml": Self.map(data),
                "prod/kustomization.yaml":
                    "resources:\n  - ../base\n  - versions.yaml\nreplacements:\n" + replacements,
            ].merging(more) { $1 })
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        for (tag, digit) in [("v1", "1"), ("v2", "2"), ("latest", "3")] as [(String, Character)] {
            for name in ["app", "side"] {
                fixture.add("gcr.io/p/\(name):\(tag)", digit)
                fixture.add("t.dev/x/\(name):\(tag)", digit)
            }
        }
        return fixture
    }

    private func rendered(_ files: [String: String], _ folder: String = "prod") throws -> [String] {
        let graph = RenderGraph(
            files.map { FileLocator().scan(RepositoryPath($0.key)!, Array($0.value.utf8)) })
        let found = graph.contexts.filter { $0.name == folder }.map { $0.formula.rendered() }.sorted()
        guard let renderer = KustomizeRenderer.installed else { return found }
        #expect(try renderer.images(of: [folder], in: files).flatMap(\.values).sorted() == found)
        return found
    }

    private static let pinned = "t.dev/x/app:v1" + PlanningFixture.pin("1")

    @Test(arguments: [
        // tag, name, registry, all of them, before and behind
        ("gcr.io/p/app:latest", "  tag: v1\n", put("tag", 1)),
        ("gcr.io/p/app:placeholder", "  tag: \"v1\" # this\n", put("tag", 1)),
        ("gcr.io/p/app", "  tag: v1\n", put("tag", 1)),
        ("placeholder:v1", "  name: gcr.io/p/app\n", put("name", 0)),
        ("registry/app:v1", "  registry: gcr.io/p\n", put("registry", 0, "/")),
        ("app:v1", "  registry: gcr.io/p\n", put("registry", -1, "/")),
        ("a:b", "  name: gcr.io/p/app\n  tag: v1\n", put("name", 0) + put("tag", 1)),
        ("a:b", "  name: gcr.io/p/app\n  tag: v1\n", put("tag", 1) + put("name", 0)),
        ("a/app:b", "  registry: gcr.io/p\n  tag: v1\n", put("registry", 0, "/") + put("tag", 1)),
    ])
    func theValueIsWritten(_ image: String, _ data: String, _ replacements: String) async throws {
        let fixture = try repository(image, data, replacements)
        #expect(try rendered(fixture.files) == ["gcr.io/p/app:v1"])
        let plan = await fixture.plan()
        #expect(plan.filter { $0.status == .blocked }.isEmpty)
        #expect(plan.filter { $0.status == .change }.map(\.to) == [Self.pinned])
        let files = try fixture.written(plan)
        #expect(try rendered(files) == [Self.pinned])
        #expect(files["prod/kustomization.yaml"] == fixture.files["prod/kustomization.yaml"])
        var again = fixture
        again.files = files
        #expect(await again.plan().allSatisfy { $0.status != .change && $0.status != .blocked })
    }

    @Test func everyOverlayHasItsVersion() async throws {
        let overlay = { (tag: String) in
            "resources:\n  - ../base\nconfigMapGenerator:\n  - name: versions\n    literals:\n      - tag=\(tag) # now\n"
                + "replacements:\n" + Self.put("tag", 1)
        }
        let fixture = try repository(
            "gcr.io/p/app:latest", "  none: x\n", Self.put("none", 1),
            ["prod/kustomization.yaml": overlay("v1"), "dev/kustomization.yaml": overlay("v2")])
        let plan = await fixture.plan()
        let files = try fixture.written(plan)
        #expect(try rendered(files) == [Self.pinned])
        #expect(try rendered(files, "dev") == ["t.dev/x/app:v2" + PlanningFixture.pin("2")])
        #expect(files["dev/kustomization.yaml"] == overlay("v2" + PlanningFixture.pin("2")))
        // The base by itself is moved, as its new name has that tag too.
        #expect(files["base/deployment.yaml"] == Sample.deployment("t.dev/x/app:latest"))
        #expect(plan[0].reason == .overridden)
        #expect(plan[0].message == "prod puts a piece into it, and is planned with that")
    }

    @Test func anOverlayWithoutAVersionIsPinnedByTheBase() async throws {
        var fixture = try repository(
            "t.dev/x/app:latest", "  tag: v1\n", Self.put("tag", 1),
            ["dev/kustomization.yaml": "resources:\n  - ../base\n"])
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.blocked, .change])
        #expect(plan[0].message == Self.conflict)
        fixture.files = try fixture.written(plan)
        #expect(try rendered(fixture.files) == [Self.pinned])
    }

    private static let conflict =
        "replacements put pieces of it together, and no values of theirs render to the planned image: put an images: "
        + "entry in their place"

    @Test func objectsThatAreLeftOutKeepTheirs() async throws {
        let other = Sample.deployment("gcr.io/p/side:v2", name: "other")
        let replacement = Self.put("tag", 1).replacing(
            "        fieldPaths", with: "        reject: [{name: other}]\n        fieldPaths")
        let fixture = try repository(
            "gcr.io/p/app:latest", "  tag: v1\n", replacement,
            ["base/other.yaml": other, "base/kustomization.yaml": "resources: [deployment.yaml, other.yaml]\n"])
        let files = try fixture.written(await fixture.plan())
        #expect(files["base/other.yaml"]?.contains("t.dev/x/side:v2" + PlanningFixture.pin("2")) == true)
        guard let renderer = KustomizeRenderer.installed else { return }
        #expect(
            try renderer.images(of: ["prod"], in: files).flatMap(\.values).sorted()
                == [Self.pinned, "t.dev/x/side:v2" + PlanningFixture.pin("2")])
    }

    @Test(arguments: [
        (
            "gcr.io/p/app:latest", "  tag: v1\n",
            put("tag", 1, more: "      - select: {kind: Deployment}\n        fieldPaths: [metadata.labels.version]\n"),
            "what prod renders cannot be told: its version also goes to metadata.labels.version, where no digest can "
                + "stand: put an images: entry in place of the replacement"
        ),
        (
            "gcr.io/p/app:latest", "  image: gcr.io/p/app:v1\n",
            put("image", 1).replacing("data.image}", with: "data.image, options: {delimiter: ':', index: 1}}"),
            conflict
        ),
    ])
    func whatNoValueGivesIsBlocked(
        _ image: String, _ data: String, _ replacements: String, _ message: String
    ) async throws {
        let fixture = try repository(image, data, replacements)
        let plan = await fixture.plan()
        #expect(plan.filter { $0.status == .change }.isEmpty)
        #expect(plan.last?.reason == .renderDiffers)
        #expect(plan.last?.message == message)
    }

    @Test func aSourceThatIsNoKnownValueSaysWhatToDo() async throws {
        let replacement = Self.put("tag", 1).replacing("data.tag", with: "metadata.annotations.tag")
        let fixture = try repository("gcr.io/p/app:latest", "  tag: v1\n", replacement)
        let plan = await fixture.plan()
        #expect(
            plan[0].message
                == "what prod renders cannot be told: replacements[0] of prod/kustomization.yaml puts a piece of another "
                + "value there, and metadata.annotations.tag of its source is no value that was found: take it from the "
                + "data of a ConfigMap, or put an images: entry in its place")
    }

    @Test func oneVersionOfTwoImagesIsNotGuessed() async throws {
        let two =
            Sample.deployment("gcr.io/p/app:latest") + "        - name: side\n          image: gcr.io/p/side:latest\n"
        let fixture = try repository(
            "x", "  tag: v1\n", Self.put("tag", 1, to: "spec.template.spec.containers.*.image"),
            ["base/deployment.yaml": two])
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.skipped, .skipped, .blocked])
        #expect(plan[2].message == "one entry decides several images here: gcr.io/p/app:v1, gcr.io/p/side:v1")
    }

    /// Newer versions of kustomize take a value from the replacement itself.
    @Test func aValueInTheReplacementIsWrittenThere() async throws {
        let replacement =
            "  - sourceValue: v1 # this\n    targets:\n      - select: {kind: Deployment}\n"
            + "        fieldPaths: ['\(Self.path)']\n        options: {delimiter: ':', index: 1}\n"
        let fixture = try repository("gcr.io/p/app:latest", "  tag: v1\n", replacement)
        let files = try fixture.written(await fixture.plan())
        #expect(
            files["prod/kustomization.yaml"]
                == fixture.files["prod/kustomization.yaml"]?.replacing("v1 #", with: "v1\(PlanningFixture.pin("1")) #"))
    }

    @Test func aCommentAtTheImageCountsForItsVersion() async throws {
        let fixture = try repository(
            "gcr.io/p/app:latest", "  tag: v1\n", Self.put("tag", 1),
            [
                "base/deployment.yaml": Sample.deployment("gcr.io/p/app:latest").replacing(
                    "# why", with: "# pinnace: ignore")
            ])
        #expect(await fixture.plan().map(\.reason) == [.ignoredByComment, .ignoredByComment])
    }
}
