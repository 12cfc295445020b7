import GitStore
import PinnaceTestSupport
import Testing

/// `git daemon`.
struct DaemonTests {
    @Test func `fetch, push, a lost push and a hook's words`() async throws {
        let fixture = try await GitFixture()
        let server = try await GitDaemon.start(root: fixture.root, in: fixture.scratch)
        let url = try GitRemoteURL(server.url + "/config.git")
        let mirror = try GitMirror(of: url, in: fixture.scratch.path("cache"), using: GitNetwork())
        let first = try await mirror.fetch()
        #expect(try await first.commit == fixture.tip())
        func commit(_ text: String) async throws -> GitObjectID {
            try await first.repository.commit(["a.yaml": .content(bytes(text))], onto: first.commit, .test("pin"))
        }
        let pinned = try await commit("pinned\n")
        #expect(try await mirror.push(pinned, to: "main", expecting: first.commit, from: first.repository) == .pushed)
        #expect(try await fixture.tip() == pinned)
        let late = try await commit("late\n")
        #expect(
            try await mirror.push(late, to: "main", expecting: first.commit, from: first.repository)
                == .lost(tip: pinned))
        try await fixture.hook("pre-receive", "echo 'main is frozen' >&2; exit 1\n")
        let second = try await mirror.fetch()
        let refused = try await second.repository.commit(
            ["a.yaml": .content(bytes("x\n"))], onto: second.commit, .test("pin"))
        #expect(
            try await mirror.push(refused, to: "main", expecting: second.commit, from: second.repository)
                == .rejected("pre-receive hook declined; the server says: main is frozen"))
        withExtendedLifetime(server) {}
    }

    @Test func `what it has not, and where nobody listens`() async throws {
        let fixture = try await GitFixture()
        let server = try await GitDaemon.start(root: fixture.root, in: fixture.scratch)
        let repository = try await GitRepository.create(at: fixture.scratch.path("mirror"), bare: true)
        await #expect {
            _ = try await repository.fetch(
                branch: nil, from: GitRemoteURL(server.url + "/none.git"), using: GitNetwork())
        } throws: { ($0 as? GitError)?.code == .repositoryNotFound }
        let port = LoopbackPort.free()
        let url = try GitRemoteURL("git://127.0.0.1:\(port)/config.git")
        await #expect(
            throws: GitError(
                .connectionFailed, operation: "fetch from \(url)",
                message:
                    "127.0.0.1 does not answer on port \(port) (Connection refused); check the host and the network")
        ) { try await repository.fetch(branch: nil, from: url, using: GitNetwork()) }
        withExtendedLifetime(server) {}
    }

    @Test func `a silent server can be left, and times out`() async throws {
        let scratch = try GitScratch()
        let server = SilentServer()
        let repository = try await GitRepository.create(at: scratch.path("mirror"), bare: true)
        let url = try GitRemoteURL("git://127.0.0.1:\(server.port)/config.git")
        let task = Task { try await repository.fetch(branch: "main", from: url, using: GitNetwork()) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: GitError(.cancelled, operation: "fetch from \(url)", message: "cancelled")) {
            try await task.value
        }
        let hasty = GitNetwork(idleTimeout: .milliseconds(200))
        await #expect {
            try await repository.fetch(branch: "main", from: url, using: hasty)
        } throws: { ($0 as? GitError)?.code == .timedOut }
    }
}
