import ImageModel
import Manifests
import Planning
import Testing

/// An entry that names an image without a tag: what stands in this repository means `latest`, with it as without it.
@Suite struct UntaggedEntryTests {
    private static let entries = [
        "images:\n  - name: gcr.io/p/app\n", "images:\n  - name: app\n    newName: gcr.io/p/app\n",
    ]

    private func repository(_ base: String, _ overlay: String) throws -> PlanningFixture {
        var fixture = PlanningFixture([
            "base/deployment.yaml": Sample.deployment(base),
            "base/kustomization.yaml": "resources:\n  - deployment.yaml\n",
            "prod/kustomization.yaml": "resources:\n  - ../base\n" + overlay,
        ])
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        fixture.add("gcr.io/p/app:latest", "1")
        fixture.add("t.dev/x/app:latest", "1")
        return fixture
    }

    @Test(arguments: zip(["gcr.io/p/app", "app"], entries))
    func itIsPinned(_ base: String, _ overlay: String) async throws {
        let fixture = try repository(base, overlay)
        let files = try fixture.written(await fixture.plan())
        var after = fixture
        after.files = files
        let rendered = RenderGraph(after.scans).contexts.filter { $0.name == "prod" }.map { $0.formula.rendered() }
        let digest = PlanningFixture.pin("1")
        #expect(rendered == ["t.dev/x/app:latest" + digest] || rendered == ["t.dev/x/app" + digest])
        guard let renderer = KustomizeRenderer.installed else { return }
        #expect(try renderer.images(of: ["prod"], in: files).flatMap(\.values) == rendered)
    }

    @Test func aBaseOfAnotherRepositoryIsLeftAlone() async throws {
        let fixture = PlanningFixture([
            "prod/kustomization.yaml":
                "resources:\n  - https://x.dev/base?ref=v1\nimages:\n  - name: a\n    newName: gcr.io/p/app\n"
        ])
        #expect(await fixture.plan().map(\.reason) == [.incomplete])
    }
}
