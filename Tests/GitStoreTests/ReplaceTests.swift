import GitStore
import HTTPTransport
import PinnaceTestSupport
import Testing

/// Branches of one's own, over HTTP.
struct ReplaceTests {
    private let fixture: GitFixture
    private let mirror: GitMirror
    private let server: GitHTTPServer

    init() async throws {
        fixture = try await GitFixture()
        server = try await GitHTTPServer.start(root: fixture.root, in: fixture.scratch)
        let url = try GitRemoteURL(server.url + "/config.git")
        mirror = try GitMirror(of: url, in: fixture.scratch.path("cache"), using: GitNetwork(http: CURLClient()))
    }

    private func commit(_ text: String, _ base: GitMirror.Fetched) async throws -> GitObjectID {
        try await base.repository.commit(["pins": .content(bytes(text))], onto: base.commit, .test(text))
    }

    @Test func `made, replaced and deleted, each only where it was looked at`() async throws {
        try await fixture.git.run(in: fixture.bare, "config", "receive.denyNonFastForwards", "false")
        let base = try await mirror.fetch()
        let (one, two) = (try await commit("one", base), try await commit("two", base))
        let repository = base.repository
        #expect(try await mirror.replace("pinnace/x", expecting: nil, with: one, from: repository) == .pushed)
        #expect(try await mirror.replace("pinnace/x", expecting: nil, with: two, from: repository) == .lost(tip: one))
        #expect(try await mirror.replace("pinnace/x", expecting: one, with: two, from: repository) == .pushed)
        #expect(try await fixture.tip("pinnace/x") == two)
        #expect(try await mirror.replace("pinnace/x", expecting: one, with: nil, from: repository) == .lost(tip: two))
        #expect(try await repository.trackedBranches(of: "origin", prefix: "pinnace/") == ["pinnace/x": two])
        #expect(try await mirror.replace("pinnace/x", expecting: two, with: nil, from: repository) == .pushed)
        #expect(try await repository.trackedBranches(of: "origin", prefix: "pinnace/") == [:])
        #expect(try await mirror.replace("pinnace/x", expecting: nil, with: nil, from: repository) == .pushed)
    }

    @Test func `a server that refuses says so`() async throws {
        let base = try await mirror.fetch()
        let (one, two) = (try await commit("one", base), try await commit("two", base))
        #expect(try await mirror.replace("pins", expecting: nil, with: one, from: base.repository) == .pushed)
        let outcome = try await mirror.replace("pins", expecting: one, with: two, from: base.repository)
        guard case .rejected = outcome else { return #expect(outcome == .rejected("")) }
        #expect(try await fixture.tip("pins") == one)
    }

    @Test func `branches come along and go`() async throws {
        let git = fixture.git
        try await git.run(in: fixture.bare, "branch", "pinnace/rollback/main/a", "main")
        try await git.run(in: fixture.bare, "branch", "pinnacle", "main")
        let base = try await mirror.fetch(along: ["pinnace/"])
        let found = try await base.repository.trackedBranches(of: "origin", prefix: "pinn")
        #expect(found == ["pinnace/rollback/main/a": base.commit])
        try await git.run(in: fixture.bare, "branch", "-D", "pinnace/rollback/main/a")
        #expect(try await base.repository.trackedBranches(of: "origin", prefix: "pinn").count == 1)
        _ = try await mirror.fetch(along: ["pinnace/"])
        #expect(try await base.repository.trackedBranches(of: "origin", prefix: "pinn").isEmpty)
    }
}
