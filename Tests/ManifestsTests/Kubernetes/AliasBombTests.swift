import Manifests
import Testing
import YAMLSource

/// Aliases of aliases end in every kind of file, soon and not silently.
@Suite struct AliasBombTests {
    /// Ten lines that mean ten thousand million of the first.
    private static func bomb(_ first: String, wrap: (String) -> String = { $0 }, indent: String = "  ") -> String {
        var text = "\(indent)a0: &a0 \(first)\n"
        for level in 1...10 {
            let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "\(indent)a\(level): &a\(level) \(wrap("[\(list)]"))\n"
        }
        return text
    }

    private static func object(_ kind: String, _ spec: String) -> String {
        "apiVersion: x.dev/v1\nkind: \(kind)\nmetadata: {name: a}\nspec:\n" + spec
    }

    private static let files: [(String, String)] = [
        ("values.yaml", "image: {repository: a/b, tag: v1}\nall:\n" + bomb("{image: {repository: a/b, tag: v1}}")),
        ("object.yaml", object("Image", bomb("{containers: [{name: a, image: a:1}]}"))),
        (
            "list.yaml",
            "apiVersion: v1\nkind: List\nx:\n" + bomb("{}", wrap: { "{kind: List, apiVersion: v1, items: \($0)}" })
                + "items: [*a10]\nimage: x\n"
        ),
        (".gitlab-ci.yml", ".x:\n" + bomb("docker pull gcr.io/p/a:1") + "job:\n  image: a:1\n  script: *a10\n"),
        (
            "stack.yaml",
            "x:\n" + bomb("a:1", wrap: { "{Fn::If: \($0)}" })
                + "Resources: {A: {Type: AWS::Lambda::Function, Properties: {Code: {ImageUri: *a10}}}}\n"
        ),
        (
            "main.tf.json",
            "x:\n" + bomb("{image: gcr.io/p/a:1}", wrap: { "{image: \($0)}" })
                + "resource: {docker_service: {a: *a10}}\n"
        ),
        (
            "patch.yaml",
            "- op: add\n  path: /spec/containers/-\n  x:\n"
                + bomb("{image: a:1}", wrap: { "{containers: \($0)}" }, indent: "    ") + "  value: *a10\n"
        ),
        (
            "kustomization.yaml",
            "patches:\n  - target: {kind: Deployment}\n    patch: |\n      - op: add\n        path: /spec\n        x:\n"
                + bomb("{image: a:1}", wrap: { "{containers: \($0)}" }, indent: "          ") + "        value: *a10\n"
        ),
        (
            "web.yaml",
            "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n"
                + bomb("{image: {repository: a/b, tag: v1}}", indent: "    ")
        ),
        ("cloudbuild.yaml", "x:\n" + bomb("docker pull gcr.io/p/a:1") + "steps: [{name: a, args: *a10}]\n"),
        ("compose.yaml", "x:\n" + bomb("{image: a:1}") + "services: {a: *a10, b: {image: b:1}}\n"),
        (
            ".github/workflows/a.yml",
            "x:\n" + bomb("docker pull gcr.io/p/a:1") + "jobs: {a: {container: *a10, steps: [{run: *a10}]}}\n"
        ),
        (".drone.yml", "x:\n" + bomb("docker pull gcr.io/p/a:1") + "steps: [{image: a:1, commands: *a10}]\n"),
        ("task.json", "{\"x\": 1}"),
        ("loose.yaml", "image: a:1\nx:\n" + bomb("r.io/a:1") + "all: *a10\n"),
        (
            "roles/a/tasks/main.yml",
            "- name: a\n  docker_container: {image: a:1}\n  x:\n" + bomb("r.io/a:1").replacing("\n  ", with: "\n    ")
        ),
        ("helmfile.yaml", "x:\n" + bomb("{image: a:1}") + "releases: [{values: [*a10, {a: *a10}]}]\n"),
        (".buildkite/p.yml", "x:\n" + bomb("docker pull gcr.io/p/a:1") + "steps: [{command: *a10, plugins: *a10}]\n"),
        (
            "ci/w.yml",
            "x:\n" + bomb("docker pull gcr.io/p/a:1") + "jobs: {a: {runs-on: x, steps: [{run: *a10, with: *a10}]}}\n"
        ),
    ]

    @Test(arguments: files)
    func ends(_ path: String, _ text: String) throws {
        let start = ContinuousClock.now
        let scan = FileLocator().scan(try #require(RepositoryPath(path)), Array(text.utf8))
        #expect(ContinuousClock.now - start < .seconds(60), "\(path)")
        #expect(scan.findings.allSatisfy { $0.location != nil })
    }

    @Test func theEndIsTold() {
        let list = (0..<300).map { "    - {name: c\($0), pod: *pod}\n" }.joined()
        let text = Self.object("Image", "  pod: &pod {containers: [{name: a, image: a:1}]}\n  all:\n" + list)
        let scan = FileLocator().scan(RepositoryPath("x.yaml")!, Array(text.utf8))
        #expect(scan.occurrences.count == 257)
        #expect(
            scan.findings.map { "\($0.location?.description ?? "") \($0.reason): \($0.message)" } == [
                "263:25 limit-reached: this alias, and what repeats its anchor from here on, is not looked at: its anchor is "
                    + "repeated too often in one object, or aliases of aliases make too much of it"
            ])
    }
}
