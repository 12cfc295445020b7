import GitStore
import PinnaceTestSupport
import Testing

struct SSHTests {
    @Test func `fetch and push run the user's ssh`() async throws {
        let fixture = try await GitFixture()
        let server = try await SSHServer.start(in: fixture.scratch)
        var environment = fixture.git.environment
        environment["GIT_SSH_COMMAND"] = server.command
        let network = GitNetwork(environment: environment)
        let url = try GitRemoteURL(server.url(fixture.bare))

        let mirror = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        let fetched = try await mirror.fetch(branch: "main", from: url, using: network)
        #expect(try await fetched.commit == fixture.tip())
        let commit = try await mirror.commit(
            ["a.yaml": .content(bytes("image: new\n"))], onto: fetched.commit, .test("pin"))
        let outcome = try await mirror.push(commit, to: "main", of: url, expecting: fetched.commit, using: network)
        #expect(outcome == .pushed)
        #expect(try await fixture.tip() == commit)
    }
}
