import GitStore
import HTTPTransport
import PinnaceTestSupport
import Testing

/// A server that speaks the newest TLS alone, which libgit2's own transport cannot.
struct TLSTests {
    @Test func `fetch and push with a password over TLS 1.3 alone`() async throws {
        let fixture = try await GitFixture()
        let server = try await GitHTTPServer.start(
            root: fixture.root, basicAuth: ("deploy", "s3cret"), in: fixture.scratch, tls: "TLSv1.3")
        let authority = try #require(server.authority)
        let older = try await CommandRun.run(
            ["curl", "-sS", "--cacert", authority, "--tls-max", "1.2", server.url], environment: fixture.git.environment
        )
        #expect(older.status == 35, "nothing older is spoken: \(older.errors)")
        var configuration = HTTPClientConfiguration(version: "test")
        configuration.authorities = .file(authority)
        let network = GitNetwork(
            http: CURLClient(configuration), credentials: FixedCredentials(user: "deploy", password: "s3cret"))
        let url = try GitRemoteURL(server.url + "/config.git")
        let mirror = try GitMirror(of: url, in: fixture.scratch.path("cache"), using: network)
        let fetched = try await mirror.fetch()
        let commit = try await fetched.repository.commit(
            ["a.yaml": .content(bytes("pinned\n"))], onto: fetched.commit, .test("pin"))
        #expect(
            try await mirror.push(commit, to: "main", expecting: fetched.commit, from: fetched.repository) == .pushed)
        #expect(try await fixture.tip() == commit)
        let stranger = GitNetwork(http: CURLClient(HTTPClientConfiguration(version: "test")))
        let other = try GitMirror(of: url, in: fixture.scratch.path("other"), using: stranger)
        await #expect {
            try await other.fetch()
        } throws: { ($0 as? GitError)?.code == .connectionFailed }
        withExtendedLifetime(server) {}
    }
}
