import ImageModel
import Manifests
import Testing

@Suite struct DevcontainerLocatorTests {
    private static let file = """
        // For details, see "image": "no:1"
        {
            "name": "x", /* "image": "no:2", */
            "image": "mcr.microsoft.com/devcontainers/go:1", // pinnace: ignore
            "features": {
                "ghcr.io/devcontainers/features/node:1": {"image": "no:3"},
                "./local/feature": {},
                "https://x.dev/feature.tgz": {},
            },
            "build": {"args": {"image": "no:4"}},
        }
        """

    @Test func imageAndFeatures() throws {
        let scan = try BuildScan(".devcontainer/go/devcontainer.json", Self.file)
        #expect(
            scan.found == [
                "image: mcr.microsoft.com/devcontainers/go:1",
                "features: ghcr.io/devcontainers/features/node:1 (artifact)",
            ])
        #expect(scan.scan.occurrences.map(\.directives.ignore) == [true, false])
        #expect(try scan.rewritten() == scan.expected())
    }

    @Test(
        arguments: [
            ("", []), ("{", []), ("{\"image\"", []), ("{\"image\":", []), ("{\"image\": \"", []),
            ("[\"image\", \"a:1\"]", []),
            ("{\"image\": \"a\\u003a1\"}", []), ("{\"image\": [\"a:1\"], \"x\": {\"image\": \"b:1\"}}", []),
            ("{\"a\": \"image\", \"image\": \"b:1\"}", ["image: b:1"]), ("{\"image\": \"\"} /* ", []),
            ("}}}{\"image\":\"a\"}", ["image: a"]),
        ] as [(String, [String])])
    func shapes(_ content: String, _ expected: [String]) throws {
        #expect(try BuildScan(".devcontainer.json", content).found == expected)
    }
}
