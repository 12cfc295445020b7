import GitStore
import HTTPTransport
import PinnaceTestSupport
import Synchronization
import Testing

struct RaceTests {
    private static let writers = 3
    private static let rounds = 3

    /// Every writer has a cache of its own, like processes on different machines.
    @Test func `writers at the same time lose pushes but no commits`() async throws {
        let fixture = try await GitFixture()
        let server = try await GitHTTPServer.start(root: fixture.root, in: fixture.scratch, backends: Self.writers)
        let url = try GitRemoteURL(server.url + "/config.git")
        let network = GitNetwork(http: CURLClient())
        let lost = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<Self.writers {
                let mirror = try GitMirror(of: url, in: fixture.scratch.path("cache\(writer)"), using: network)
                group.addTask {
                    for round in 0..<Self.rounds {
                        while try await !write("w\(writer)-\(round)", mirror) { lost.increment() }
                    }
                }
            }
            try await group.waitForAll()
        }
        let log = try await fixture.git.run(in: fixture.bare, "log", "--format=%s %p", "main").split(separator: "\n")
        let expected = (0..<Self.writers).flatMap { writer in (0..<Self.rounds).map { "w\(writer)-\($0)" } }
        #expect(log.dropLast().map { String($0.prefix { $0 != " " }) }.sorted() == expected)
        #expect(log.dropLast().allSatisfy { $0.split(separator: " ").count == 2 })
        let files = try await fixture.git.run(in: fixture.bare, "ls-tree", "--name-only", "main:pins")
        #expect(files.split(separator: "\n").map(String.init) == expected)
        try await fixture.git.run(in: fixture.bare, "fsck", "--strict")
        #expect(lost.value > 0)
    }

    private func write(_ name: String, _ mirror: GitMirror) async throws -> Bool {
        let base = try await mirror.fetch()
        let commit = try await base.repository.commit(
            ["pins/\(name)": .content(bytes(name))], onto: base.commit, .test(name))
        let outcome = try await mirror.push(commit, to: base.branch, expecting: base.commit, from: base.repository)
        if case .rejected(let words) = outcome { Issue.record("rejected: \(words)") }
        return outcome == .pushed
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func increment() { count.withLock { $0 += 1 } }
}
