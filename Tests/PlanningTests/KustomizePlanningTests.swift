import ImageModel
import Manifests
import Planning
import Testing

/// Base and overlay are one question: what they render to is what was planned.
@Suite struct KustomizePlanningTests {
    private func repository(base: String, overlay: String, more: [String: String] = [:]) throws -> PlanningFixture {
        var fixture = PlanningFixture(
            [
                "base/deployment.yaml": Sample.deployment(base),
                "base/kustomization.yaml": "resources:\n  - deployment.yaml\n",
                "overlays/prod/kustomization.yaml": "resources:\n  - ../../base\nimages:\n" + overlay,
            ].merging(more) { $1 })
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        for (tag, digit) in [("v1", "1"), ("v2", "2")] as [(String, Character)] {
            fixture.add("gcr.io/p/app:\(tag)", digit)
            fixture.add("t.dev/x/app:\(tag)", digit)
        }
        return fixture
    }

    @Test func aRewrittenBaseKeepsItsOverlay() async throws {
        let fixture = try repository(
            base: "gcr.io/p/app:v1", overlay: "  - name: gcr.io/p/app # prod\n    newTag: v2\n")
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.change, .change])
        #expect(
            plan.map(\.to) == [
                "t.dev/x/app:v1" + PlanningFixture.pin("1"), "t.dev/x/app:v2" + PlanningFixture.pin("2"),
            ])
        let files = try fixture.written(plan)
        #expect(files["base/deployment.yaml"] == Sample.deployment("t.dev/x/app:v1" + PlanningFixture.pin("1")))
        #expect(
            files["overlays/prod/kustomization.yaml"]
                == "resources:\n  - ../../base\nimages:\n  - name: t.dev/x/app # prod\n    newTag: v2\n"
                + "    digest: \(PlanningFixture.digest("2"))\n")
    }

    @Test func aPlaceholderInTheBaseIsExcused() async throws {
        let fixture = try repository(base: "gcr.io/p/app", overlay: "  - name: gcr.io/p/app\n    newTag: v2\n")
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.skipped, .change])
        #expect(plan.map(\.reason) == [.overridden, nil])
        #expect(
            try fixture.written(plan)["overlays/prod/kustomization.yaml"]
                == "resources:\n  - ../../base\nimages:\n  - name: gcr.io/p/app\n    newName: t.dev/x/app\n    newTag: v2\n"
                + "    digest: \(PlanningFixture.digest("2"))\n")
    }

    @Test func aDigestInTheOverlayMovesWithItsName() async throws {
        let old = PlanningFixture.digest("2")
        let fixture = try repository(base: "gcr.io/p/app:v1", overlay: "  - name: gcr.io/p/app\n    digest: \(old)\n")
        let plan = await fixture.plan()
        #expect(plan.map(\.to) == ["t.dev/x/app:v1" + PlanningFixture.pin("1"), "t.dev/x/app@\(old)"])
        #expect(
            try fixture.written(plan)["overlays/prod/kustomization.yaml"]
                == "resources:\n  - ../../base\nimages:\n  - name: t.dev/x/app\n    digest: \(old)\n")
    }

    @Test func anExistingDigestIsReplaced() async throws {
        let overlay = "  - name: gcr.io/p/app\n    newTag: v2\n    digest: \(PlanningFixture.digest("2"))\n"
        let fixture = try repository(base: "gcr.io/p/app:v1", overlay: overlay)
        let plan = await fixture.plan()
        #expect(plan.last?.to == "t.dev/x/app:v2" + PlanningFixture.pin("2"))
        #expect(try fixture.written(plan)["overlays/prod/kustomization.yaml"]?.contains("name: t.dev/x/app\n") == true)
    }

    @Test func aSecondOverlayThatCannotMoveHoldsTheBase() async throws {
        let more = [
            "overlays/dev/kustomization.yaml":
                "resources:\n  - ../../base\nimages:\n  - name: gcr.io/p/app\n    newTag: gone\n"
        ]
        let fixture = try repository(
            base: "gcr.io/p/app:v1", overlay: "  - name: gcr.io/p/app\n    newTag: v2\n", more: more)
        let plan = await fixture.plan()
        #expect(plan.map(\.status) == [.blocked, .blocked, .change])
        #expect(plan.map(\.reason) == [.renderDiffers, .notFound, nil])
        #expect(
            plan[0].message
                == "no edit makes everything that is built from here render to the planned image: it shares values with "
                + "overlays/dev, overlays/prod")
        let files = try fixture.written(plan)
        #expect(files["base/deployment.yaml"] == fixture.files["base/deployment.yaml"])
        #expect(files["overlays/prod/kustomization.yaml"]?.contains("newName: t.dev/x/app\n") == true)
    }

    @Test func aRemoteBaseKeepsItsName() async throws {
        var fixture = PlanningFixture([
            "kustomization.yaml":
                "resources:\n  - https://github.com/o/r//base?ref=v1\nimages:\n  - name: gcr.io/p/app\n    newTag: v2\n"
        ])
        try fixture.rewrite("gcr.io/p/{image}", "t.dev/x/{image}")
        fixture.add("t.dev/x/app:v2", "2")
        let plan = await fixture.plan()
        #expect(
            try fixture.written(plan)["kustomization.yaml"]
                == "resources:\n  - https://github.com/o/r//base?ref=v1\nimages:\n  - name: gcr.io/p/app\n"
                + "    newName: t.dev/x/app\n    newTag: v2\n    digest: \(PlanningFixture.digest("2"))\n")
    }

    @Test func componentsAndNestedOverlaysAreFollowed() async throws {
        let more = [
            "components/pin/kustomization.yaml":
                "kind: Component\nimages:\n  - name: gcr.io/p/app\n    newTag: v1\n",
            "overlays/eu/kustomization.yaml": "resources:\n  - ../prod\ncomponents:\n  - ../../components/pin\n",
        ]
        let fixture = try repository(
            base: "gcr.io/p/app:v1", overlay: "  - name: gcr.io/p/app\n    newTag: v2\n", more: more)
        let plan = await fixture.plan()
        #expect(plan.allSatisfy { $0.status == .change })
        let files = try fixture.written(plan)
        #expect(files.values.allSatisfy { !$0.contains("gcr.io") })
        #expect(files["components/pin/kustomization.yaml"]?.contains("digest: \(PlanningFixture.digest("1"))") == true)
    }

    @Test func flowEntriesCannotTakeALine() async throws {
        let fixture = try repository(base: "gcr.io/p/app", overlay: "  - {name: gcr.io/p/app, newTag: v2}\n")
        let plan = await fixture.plan()
        #expect(plan.last?.status == .blocked)
        #expect(plan.last?.reason == .renderDiffers)
    }

    @Test func inlinePatchesAreWritten() async throws {
        let overlay = { (one: String, two: String) in
            "  - {name: other, newTag: v2}\npatches:\n  - patch: |-\n      - op: replace\n        path: /spec/template/spec/containers/0/image\n"
                + "        value: \(one) # a\n    target: {kind: Deployment}\n  - patch: |\n      apiVersion: apps/v1\n"
                + "      kind: Deployment\n      metadata: {name: api}\n      spec: {template: {spec: {containers: [{image: \"\(two)\"}]}}}\n"
        }
        let fixture = try repository(base: "busybox:1", overlay: overlay("gcr.io/p/app:v1", "gcr.io/p/app:v2"))
        let files = try fixture.written(await fixture.plan())
        let written = overlay("t.dev/x/app:v1" + PlanningFixture.pin("1"), "t.dev/x/app:v2" + PlanningFixture.pin("2"))
        #expect(files["overlays/prod/kustomization.yaml"] == "resources:\n  - ../../base\nimages:\n" + written)
    }

    @Test func aReplacementIsNotGuessed() async throws {
        let overlay =
            "  - name: other\n    newTag: v1\nreplacements:\n  - source: {kind: ConfigMap, fieldPath: data.image}\n"
            + "    targets:\n      - select: {kind: Deployment}\n        fieldPaths: [spec.template.spec.containers.0.image]\n"
        let fixture = try repository(base: "gcr.io/p/app:v1", overlay: overlay)
        let plan = await fixture.plan()
        #expect(plan[0].reason == .renderDiffers)
        #expect(
            plan[0].message
                == "what overlays/prod renders cannot be told: replacements[0] of overlays/prod/kustomization.yaml puts "
                + "another image there, and data.image of its source is no value that was found: take it from the data of "
                + "a ConfigMap, or put an images: entry in its place")
    }

    @Test(arguments: [
        (
            "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec:\n  path: ./elsewhere\n"
                + "  images:\n    - name: gcr.io/p/app\n      newTag: v2\n", "Kustomization/apps"
        ),
        (
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: apps}\nspec:\n  source:\n"
                + "    path: elsewhere\n    kustomize:\n      images:\n        - gcr.io/p/app:v2\n", "Application/apps"
        ),
    ])
    func aNameThatAReleaseSpeaksOfStays(_ release: String, _ name: String) async throws {
        let fixture = try repository(
            base: "gcr.io/p/app:v1", overlay: "  - name: other\n    newTag: v2\n", more: ["release.yaml": release])
        let plan = await fixture.plan()
        let base = try #require(plan.first { $0.occurrence.file.string == "base/deployment.yaml" })
        #expect(base.status == .blocked)
        #expect(
            base.message
                == "release.yaml: \(name) gives kustomize another image for this name; under a new name it would no longer "
                + "be met: change both by hand")
    }
}
