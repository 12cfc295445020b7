import ImageModel
import Manifests
import Planning
import Testing

/// Kustomize's own transformers, in files or in the kustomization, come behind its entries.
@Suite struct TransformerTests {
    private static let transformer =
        "apiVersion: builtin\nkind: ImageTagTransformer\nmetadata:\n  name: tag\nimageTag:\n  name: gcr.io/p/app\n"
        + "  newTag: v2 # late\n"

    private func repository(_ kustomization: String, _ more: [String: String] = [:]) throws -> PlanningFixture {
        var fixture = PlanningFixture(
            [
                "base/deployment.yaml": Sample.deployment("gcr.io/p/app:v1"),
                "base/kustomization.yaml": "resources:\n  - deployment.yaml\n" + kustomization,
                "prod/kustomization.yaml": "resources:\n  - ../base\n",
            ].merging(more) { $1 })
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        for (tag, digit) in [("v1", "1"), ("v2", "2"), ("v3", "3")] as [(String, Character)] {
            fixture.add("gcr.io/p/app:\(tag)", digit)
            fixture.add("t.dev/x/app:\(tag)", digit)
        }
        return fixture
    }

    private func check(_ fixture: PlanningFixture, _ rendered: String) async throws -> [String: String] {
        let plan = await fixture.plan()
        #expect(plan.filter { $0.status == .blocked }.isEmpty)
        let files = try fixture.written(plan)
        if let renderer = KustomizeRenderer.installed {
            #expect(try renderer.images(of: ["prod"], in: files).flatMap(\.values) == [rendered])
        }
        return files
    }

    private static let pinned = "t.dev/x/app:v2" + PlanningFixture.pin("2")

    @Test func theEntryOfAFileFollowsAndIsPinned() async throws {
        let fixture = try repository("transformers:\n  - tag.yaml\n", ["base/tag.yaml": Self.transformer])
        let files = try await check(fixture, Self.pinned)
        #expect(
            files["base/tag.yaml"]?.hasSuffix(
                "  name: t.dev/x/app\n  newTag: v2 # late\n  digest: \(PlanningFixture.digest("2"))\n") == true)
    }

    @Test func theEntryInTheKustomizationFollowsAndIsPinned() async throws {
        let inline = Self.transformer.split(separator: "\n").map { "    \($0)\n" }.joined()
        let fixture = try repository("transformers:\n  - |-\n\(inline)")
        let files = try await check(fixture, Self.pinned)
        #expect(files["base/kustomization.yaml"]?.contains("newTag: v2\(PlanningFixture.pin("2")) # late") == true)
    }

    @Test func itComesBehindTheEntries() async throws {
        let fixture = try repository(
            "images:\n  - name: gcr.io/p/app\n    newTag: v3\ntransformers:\n  - tag.yaml\n",
            ["base/tag.yaml": Self.transformer])
        let graph = RenderGraph(fixture.scans)
        #expect(graph.contexts.filter { $0.name == "prod" }.map { $0.formula.rendered() } == ["gcr.io/p/app:v2"])
        _ = try await check(fixture, Self.pinned)
    }

    @Test(arguments: [
        "kind: PatchTransformer\nmetadata: {name: p}\ntarget: {kind: Deployment}\npatch: |-\n  - op: replace\n"
            + "    path: /spec/template/spec/containers/0/image\n    value: gcr.io/p/app:v2\n",
        "kind: PatchJson6902Transformer\nmetadata: {name: p}\ntarget: {version: v1, group: apps, kind: Deployment, name: api}\n"
            + "jsonOp: |-\n  - op: replace\n    path: /spec/template/spec/containers/0/image\n    value: gcr.io/p/app:v2\n",
        "kind: PatchStrategicMergeTransformer\nmetadata: {name: p}\npatches: |-\n  apiVersion: apps/v1\n  kind: Deployment\n"
            + "  metadata: {name: api}\n  spec:\n    template:\n      spec:\n        containers:\n"
            + "          - {name: main, image: 'gcr.io/p/app:v2'}\n",
    ])
    func aPatchInAFileIsWritten(_ text: String) async throws {
        let fixture = try repository(
            "transformers:\n  - patch.yaml\n", ["base/patch.yaml": "apiVersion: builtin\n" + text])
        let files = try await check(fixture, Self.pinned)
        #expect(files["base/patch.yaml"]?.contains(Self.pinned) == true)
    }

    @Test func aChartOfAGeneratorIsNotTakenFromItsEntries() async throws {
        let generator =
            "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: c}\nname: c\nvaluesInline:\n"
            + "  image:\n    repository: gcr.io/p/app\n    tag: v3\n"
        let fixture = try repository(
            "generators:\n  - chart.yaml\nimages:\n  - name: gcr.io/p/app\n    newTag: v2\n",
            ["base/chart.yaml": generator])
        let plan = await fixture.plan()
        let chart = try #require(plan.first { $0.occurrence.file.string == "base/chart.yaml" })
        #expect(chart.from == "gcr.io/p/app:v3")
        #expect(chart.status == .blocked)
    }

    /// What Argo CD gives kustomize by an image's name has nothing to do with files that kustomize does not build.
    @Test func aReleasesEntryKeepsNoDockerfile() async throws {
        let release =
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    path: other\n"
            + "    kustomize: {images: ['gcr.io/p/app:v2']}\n"
        let fixture = try repository("", ["Dockerfile": "FROM gcr.io/p/app:v1\n", "release.yaml": release])
        let plan = await fixture.plan()
        #expect(plan.first { $0.occurrence.file.string == "Dockerfile" }?.status == .change)
        #expect(plan.first { $0.occurrence.file.string == "base/deployment.yaml" }?.reason == .renderDiffers)
    }
}
