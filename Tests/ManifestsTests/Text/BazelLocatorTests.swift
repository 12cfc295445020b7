import Manifests
import Testing

/// Images that Bazel pulls.
@Suite struct BazelLocatorTests {
    private static let digest = "sha256:" + String(repeating: "a", count: 64)

    private static func found(_ path: String, _ text: String) -> [String] {
        HelmScan.scan(path, text).occurrences.map { occurrence in
            let pieces = occurrence.parts.sites.compactMap(\.value).joined(separator: " ")
            let platforms = occurrence.platforms.map { " on \($0)" }.joined()
            return "\(occurrence.field): \(pieces)\(platforms)"
                + (occurrence.kind == .field ? "" : " (\(occurrence.kind.rawValue))")
        }
    }

    @Test func pulls() {
        let text = """
            oci = use_extension("@rules_oci//oci:extensions.bzl", "oci")
            # oci.pull(name = "none", image = "none", tag = "1")
            oci.pull(
                name = "base",
                # the newest
                digest = "\(Self.digest)",
                image = 'index.docker.io/library/nginx',
                platforms = ["linux/amd64", "linux/arm64/v8"],
                tag = "1.27.1",
            )
            use_repo(oci, "base")
            oci.pull(name = "tagged", image = "gcr.io/p/a", tag = "1")
            oci.pull(name = "bare", image = "gcr.io/p/a")
            oci.pull(name = "made", image = HOST + "/p/a", digest = "\(Self.digest)")

            """
        #expect(
            Self.found("MODULE.bazel", text) == [
                "oci.pull.base: index.docker.io/library/nginx 1.27.1 \(Self.digest) on linux/amd64 on linux/arm64",
                "oci.pull.tagged: gcr.io/p/a 1 (unknown-field)",
            ])
    }

    @Test(
        arguments: [
            (
                "WORKSPACE",
                "container_pull(\n  name=\"a\",registry=\"r.io\",repository=\"p/a\",digest=\"\(digest)\", # x\n)\n",
                ["container_pull.a: r.io p/a \(digest)"]
            ),
            (
                "deps.bzl", "def deps():\n    oci_pull(image = \"r.io/a\", digest = \"\(digest)\")\n",
                [
                    "oci_pull: r.io/a \(digest)"
                ]
            ),
            ("deps.bzl", "\"\"\"oci_pull(image = \"r.io/a\", digest = \"x\")\"\"\"\n", []),
            ("deps.bzl", "oci_pull(image = \"r.io/a\", digest = \"x", ["oci_pull: r.io/a x"]),
            ("deps.bzl", "oci_pull(", []),
            ("deps.bzl", "pull(image = f(\"r.io/a\"), tag = \"1\")", []),
            ("deps.bzl", "git_pull(image = \"r.io/a\", tag = \"1\")", []),
            ("BUILD.bazel", "oci_pull(image = \"r.io/a\", tag = \"1\")", []),
        ])
    func forms(_ path: String, _ text: String, _ expected: [String]) {
        #expect(Self.found(path, text) == expected)
    }
}
