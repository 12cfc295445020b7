import Manifests
import Testing

/// Descriptors of Cloud Native Buildpacks, and TOML as far as they need it.
@Suite struct BuildpacksLocatorTests {
    @Test(
        arguments: [
            (
                "project.toml",
                """
                [_]
                schema-version = "0.2"
                [io.buildpacks]
                builder = "heroku/builder:24" # builder = "no"
                [[io.buildpacks.group]]
                uri = "docker://docker.io/paketobuildpacks/nodejs:1.2"
                [[io.buildpacks.group]]
                id = "a/b"
                uri = "urn:cnb:registry:a/b@1"
                [[io.buildpacks.post.group]]
                uri = 'gcr.io/p/post:1'
                """,
                [
                    "io.buildpacks.builder: heroku/builder:24",
                    "io.buildpacks.group.uri: docker.io/paketobuildpacks/nodejs:1.2",
                    "io.buildpacks.post.group.uri: gcr.io/p/post:1",
                ]
            ),
            (
                "a/builder.toml",
                """
                buildpacks = [ # all of them
                  { id = "a", uri = "docker://p/java:1" }, { uri = "https://x.io/a:1" }, { uri = "./a" },
                ]
                [build]
                image = "p/build:1"
                [[run.images]]
                image = "p/run:1"
                mirrors = ["r.io/p/run:1",
                  "q.io/p/run:1"]
                [stack]
                "build-image" = '''p/old:1'''
                """,
                [
                    "buildpacks.uri: p/java:1", "build.image: p/build:1", "run.images.image: p/run:1",
                    "run.images.mirrors: r.io/p/run:1", "run.images.mirrors[1]: q.io/p/run:1",
                    "stack.build-image: p/old:1",
                ]
            ),
            (
                "package.toml",
                "[buildpack]\r\nuri = \".\"\r\n[[dependencies]]\r\nuri = \"docker://p/jdk@sha256:\(String(repeating: "a", count: 64))\"\r\n",
                ["dependencies.uri: p/jdk@sha256:\(String(repeating: "a", count: 64))"]
            ),
            (
                "project.toml",
                "[build]\nbuilder = \"a\\u0062\"\nbuilder = \"\"\nbuildpacks = [[{uri = \"docker://a:1\"}]]\n",
                ["build.buildpacks.uri: a:1"]
            ),
            ("project.toml", "[build\nbuilder = \"a\n] = 1\n= = [{]}\n\"builder\n", []),
            ("project.toml", "[build]\nbuilder = [[[[", []),
            ("pyproject.toml", "[build]\nbuilder = \"a:1\"\n", []),
        ] as [(String, String, [String])])
    func references(path: String, text: String, expected: [String]) throws {
        let file = try BuildScan(path, text)
        #expect(file.found == expected)
        #expect(try file.rewritten() == file.expected())
    }

    @Test func deepNestingEnds() throws {
        let text = "[build]\nbuilder = " + String(repeating: "[{a = ", count: 50_000)
        #expect(try BuildScan("project.toml", text).found.isEmpty)
    }

    @Test func comments() throws {
        let file = try BuildScan("project.toml", "[build]\n# pinnace: ignore\nbuilder = \"a:1\"\n")
        #expect(file.scan.occurrences.map(\.directives.ignore) == [true])
    }
}
