import GitStore
import HTTPTransport
import PinnaceTestSupport
import Testing

/// Headers of git's settings, on the wire.
struct ExtraHeaderTests {
    private func network(_ headers: [String: String]) -> GitNetwork {
        GitNetwork(http: CURLClient(), headers: headers.mapValues { Secret($0) })
    }

    @Test func `they come with every request of a fetch and a push`() async throws {
        let fixture = try await GitFixture()
        let wrapper = fixture.scratch.path("wrapper")
        try await fixture.git.makeScript(
            wrapper,
            """
            [ "$HTTP_X_TEAM" = blue ] && exec "$GIT_HTTP_BACKEND"
            printf 'Status: 403 Forbidden\\r\\nContent-Type: text/plain\\r\\n\\r\\nwho are you\\n'
            """)
        let server = try await GitHTTPServer.start(root: fixture.root, in: fixture.scratch, wrapper: wrapper)
        let url = try GitRemoteURL(server.url + "/config.git")
        let mirror = try GitMirror(
            of: url, in: fixture.scratch.path("cache"), using: network(["x-team": "blue", "X-Other": "1"]))
        let fetched = try await mirror.fetch()
        let commit = try await fetched.repository.commit(
            ["a.yaml": .content(bytes("pinned\n"))], onto: fetched.commit, .test("pin"))
        #expect(
            try await mirror.push(commit, to: "main", expecting: fetched.commit, from: fetched.repository) == .pushed)
        let other = try GitMirror(of: url, in: fixture.scratch.path("other"), using: network(["X-Team": "red"]))
        await #expect(throws: GitError.self) { try await other.fetch() }
        withExtendedLifetime(server) {}
    }

    @Test func `a redirect to another server takes none along, and no message shows one`() async throws {
        let second = try ScriptedHTTPServer.start { _ in .status(403) }
        defer { second.stop() }
        let address = "http://127.0.0.1:\(second.port)"
        let first = try ScriptedHTTPServer.start { .redirect(to: address + $0.target) }
        defer { first.stop() }
        let scratch = try GitScratch()
        let url = try GitRemoteURL("http://127.0.0.1:\(first.port)/config.git")
        let mirror = try GitMirror(of: url, in: scratch.path("cache"), using: network(["X-Team": "s3cret"]))
        let error = await #expect(throws: GitError.self) { try await mirror.fetch() }
        #expect(first.requests.map { $0[header: "X-Team"] } == ["s3cret"])
        #expect(!second.requests.isEmpty && second.requests.allSatisfy { $0[header: "X-Team"] == nil })
        #expect(error?.description.contains("s3cret") == false)
    }
}
