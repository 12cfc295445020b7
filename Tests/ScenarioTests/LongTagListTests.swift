import PinnaceTestSupport
import Testing

/// A repository of a hundred thousand tags, in one answer without pages as docker-registry sends it.
@Suite struct LongTagListTests {
    private static let pod = ReleaseTrain.pod("registry.example.com/team/api:2.8.0")

    /// The pattern is one that a matcher which goes back and tries again would never be done with.
    private static let configuration = """
        apiVersion: pinnace.dev/v1alpha1
        kind: Config
        policies:
          - {match: "**", follow: {semver: "~2.8", exclude: "^build-(([0-9]|[a-z]|-)+)+!$"}}

        """

    @Test(.timeLimit(.minutes(2))) func memoryDoesNotGrowWithTags() async throws {
        let work = try await GitFixture.make([".pinnace/config.yaml": Self.configuration, "pod.yaml": Self.pod])
        let few = try await memory(work, tags: 0)
        let many = try await memory(work, tags: 100_000)
        #expect(many - few < 16 << 10, "\(few) KiB, then \(many) KiB")
    }

    /// The most that a dry run holds, in KiB.
    private func memory(_ work: GitFixture, tags: Int) async throws -> Int {
        let server = try Self.server(tags: tags)
        defer { server.stop() }
        let script = """
            import resource, subprocess, sys
            output = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True).stdout.decode()
            assert "api:2.8.1@" in output, output
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let endpoint = "registry.example.com=http://127.0.0.1:\(server.port)"
        let result = try await Command.run(
            "python3",
            ["-c", script, try PinnaceBinary.path, "reconcile", "--dry-run", "--registry-endpoint", endpoint],
            environment: ["PINNACE_CLOUD_CREDENTIALS": ""], in: work.path)
        return try #require(Int(try result.checked()))
    }

    private static func server(tags count: Int) throws -> ScriptedHTTPServer {
        let image = try ImageBuilder(seed: "api").index()
        let crowd = (0..<count).map { "\"build-\($0)-of-the-main-branch-0123456789abcdef\"," }.joined()
        let list = Array("{\"name\":\"team/api\",\"tags\":[\(crowd)\"2.8.0\",\"2.8.1\",\"3.0.0\"]}\n".utf8)
        return try ScriptedHTTPServer.start { request in
            switch request.path {
            case "/v2/team/api/tags/list": .status(200, body: list)
            case "/v2/team/api/manifests/2.8.1":
                .status(200, headers: [("Content-Type", image.root.mediaType)], body: image.root.bytes)
            default: .status(404)
            }
        }
    }
}
