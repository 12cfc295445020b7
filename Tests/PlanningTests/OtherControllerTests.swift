import ImageModel
import Manifests
import Planning
import Testing

/// What other controllers write is left to them, and they are named.
@Suite struct OtherControllerTests {
    private func verdicts(_ files: [String: String]) async -> [PlannedReference] {
        var fixture = PlanningFixture(files)
        for name in ["app", "side"] { fixture.add("gcr.io/p/\(name):v1", "1") }
        return await fixture.plan()
    }

    @Test(arguments: [
        ("# {\"$imagepolicy\": \"flux-system:app\"}", "$imagepolicy"), ("# renovate: datasource=docker", "renovate:"),
        ("# x-release-please-version", "x-release-please-version"), ("# {\"$kpt-set\":\"image\"}", "$kpt-set"),
        ("# kpt-set: ${image}", "kpt-set:"), ("# {\"$openapi\":\"image\"}", "$openapi"),
    ])
    func aMarkOnTheLine(_ comment: String, _ marker: String) async {
        let text = Sample.deployment("gcr.io/p/app:v1").replacing("# why", with: comment)
        let plan = await verdicts(["a.yaml": text])
        #expect(plan.map(\.reason) == [.otherController])
        #expect(plan[0].message == "the line carries '\(marker)': another controller writes it")
    }

    @Test(arguments: ["# renovated by hand: long ago", "# see x-release-please", "# pinned, not floating"])
    func aWordInAComment(_ comment: String) async {
        let text = Sample.deployment("gcr.io/p/app:v1").replacing("# why", with: comment)
        #expect(await verdicts(["a.yaml": text]).map(\.status) == [.change])
    }

    @Test func aMarkAboveTheLine() async {
        let text = Sample.deployment("gcr.io/p/app:v1").replacing(
            "          image", with: "          # renovate: depName=x\n          image")
        #expect(await verdicts(["a.yaml": text]).map(\.reason) == [.otherController])
    }

    @Test(arguments: [
        ("annotations: {keel.sh/policy: minor}", "keel.sh/policy"), ("labels: {keel.sh/policy: all}", "keel.sh/policy"),
        ("annotations: {fluxcd.io/automated: \"true\"}", "fluxcd.io/automated"),
        ("annotations: {keel.sh/policy: never}", nil), ("annotations: {fluxcd.io/automated: \"false\"}", nil),
    ])
    func anAnnotationOfTheObject(_ note: String, _ marker: String?) async {
        let text = Sample.deployment("gcr.io/p/app:v1").replacing("  name: api", with: "  name: api\n  \(note)")
        let plan = await verdicts(["a.yaml": text])
        #expect(plan.map(\.status) == [marker == nil ? .change : .skipped])
        #expect(plan[0].message == marker.map { "its object carries '\($0)': another controller writes it" })
    }

    @Test func theImagesThatArgosUpdaterListsAreItsOwn() async {
        let application =
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\n  annotations:\n"
            + "    argocd-image-updater.argoproj.io/image-list: x=gcr.io/p/app:~v1, other/image\nspec:\n  source:\n"
            + "    kustomize:\n      images:\n        - gcr.io/p/app:v1\n        - gcr.io/p/side:v1\n"
        let plan = await verdicts(["a.yaml": application])
        #expect(plan.map(\.reason) == [.otherController, nil])
        #expect(plan.map(\.status) == [.skipped, .change])
    }

    @Test func whatAGeneratorFillsInIsNamed() async {
        let set =
            "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: a}\nspec:\n  generators:\n"
            + "    - git: {files: [{path: x.json}]}\n  template:\n    spec:\n      source:\n        kustomize:\n"
            + "          images: ['gcr.io/p/app:{{ .image.tag }}']\n"
        let plan = await verdicts(["a.yaml": set])
        #expect(plan.map(\.reason) == [.templated])
        #expect(
            plan[0].message
                == "the generators of the ApplicationSet fill it in from .image.tag: write it where they take it from")
    }
}
