import PinnaceTestSupport
import Synchronization
import Testing

/// Two reconcilers with caches of their own and a person, who push to one branch in rounds.
///
/// In most rounds each reconciler looks after services of its own; in every fifth both look after all of them, and one
/// of them finds its work done.
final class Contest: Sendable {
    private let directory: TemporaryDirectory
    private let server: ConfigServer
    private let tags: FloatingTags
    private let writer: GitFixture
    private let writerEnvironment: [String: String]
    private let reconcilers: [Reconciler]
    private let record = Mutex(Record())

    private static let services = ["amber", "birch"]

    private struct Reconciler: Sendable {
        let service: String
        let configuration: String
        let environment: [String: String]
        /// An option that names the cache, where the environment does not.
        let options: [String]
    }

    /// What happened, for the end.
    private struct Record {
        var digests: [String: [String]] = [:]
        var commits = 1
        var lostByReconcilers = 0
        var lostByWriter = 0
    }

    init() async throws {
        directory = try TemporaryDirectory("contest")
        tags = try FloatingTags(Self.services, in: directory)
        var files = [".pinnace/config.yaml": FloatingTags.configuration(Self.services)]
        for service in Self.services { files[FloatingTags.file(service)] = FloatingTags.pod(service) }
        server = try await ConfigServer.start(files)
        writerEnvironment = try server.home(in: directory, "writer-home")
        writer = try await GitFixture.clone(
            server.url, to: directory.path("writer"), environment: writerEnvironment)
        reconcilers = [
            try Self.reconciler("amber", ["--cache-directory", directory.path("cache-amber")], [:], server, directory),
            try Self.reconciler("birch", [], ["PINNACE_CACHE": directory.path("cache-birch")], server, directory),
        ]
    }

    private static func reconciler(
        _ service: String, _ options: [String], _ cache: [String: String], _ server: ConfigServer,
        _ directory: TemporaryDirectory
    ) throws -> Reconciler {
        Reconciler(
            service: service,
            configuration: try directory.write("\(service).yaml", FloatingTags.configuration([service])),
            environment: try server.home(in: directory, "\(service)-home").merging(cache) { $1 },
            options: options)
    }
}

extension Contest {
    /// New digests for both tags, then everybody at once.
    func play(_ round: Int) async throws {
        let isShared = round.isMultiple(of: 5)
        for service in Self.services {
            let digest = try tags.move(service, to: "round \(round)")
            record.withLock { $0.digests[service, default: []].append(digest) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for reconciler in reconcilers {
                group.addTask { try await self.reconcile(reconciler, everything: isShared) }
            }
            group.addTask { try await self.write(round) }
            try await group.waitForAll()
        }
        let expected = record.withLock { record in
            record.commits += isShared ? 2 : 3
            return record.commits
        }
        #expect(try await server.commitCount() == expected, "round \(round)")
    }

    private func reconcile(_ reconciler: Reconciler, everything: Bool) async throws {
        let configuration = everything ? [] : ["--config", reconciler.configuration]
        let result = try await PinnaceBinary.run(
            ["reconcile", server.url, "--registry-endpoint", tags.endpoint] + configuration + reconciler.options,
            environment: reconciler.environment, in: directory.path)
        try result.checked()
        let lost = result.errors.matches(of: #/push \d+ was lost: somebody else moved main; planning again/#).count
        record.withLock { $0.lostByReconcilers += lost }
    }

    /// A person's note, rebased for as long as others are faster.
    private func write(_ round: Int) async throws {
        try writer.write("notes/round-\(round).md", "# Round \(round)\n")
        try await writer.git("add", "--all", environment: writerEnvironment)
        try await writer.git("commit", "--quiet", "--message", "Note round \(round)", environment: writerEnvironment)
        while try await !pushes() {
            record.withLock { $0.lostByWriter += 1 }
            try await writer.git("pull", "--quiet", "--rebase", "origin", "main", environment: writerEnvironment)
        }
    }

    private func pushes() async throws -> Bool {
        let result = try await Command.run(
            "git", ["-C", writer.path, "push", "--quiet", "origin", "HEAD:main"],
            environment: GitFixture.environment.merging(writerEnvironment) { $1 })
        guard result.status != 0 else { return true }
        guard result.errors.contains("rejected") || result.errors.contains("cannot lock ref") else {
            throw TestSupportError("\(result)")
        }
        return false
    }
}

extension Contest {
    /// Each tag's digests in the order that they were pushed, each written by one commit; each note there.
    func expectEveryChangeOnce() async throws {
        for (service, digests) in record.withLock(\.digests) {
            let patches = try await server.git(
                "log", "--reverse", "--format=", "-p", "main", "--", FloatingTags.file(service))
            let added = patches.matches(of: #/(?m)^\+ .*@(sha256:[0-9a-f]{64})/#).map { String($0.1) }
            #expect(added == digests, "\(service)")
            let last = "image: \"\(FloatingTags.host)/\(service):stable@\(digests.last ?? "")\""
            let expected = FloatingTags.pod(service).replacing(#/image: ".*"/#, with: last)
            #expect(try await server.file(FloatingTags.file(service)) == expected)
        }
        let notes = try await server.git("log", "--format=", "--name-status", "main", "--", "notes").split(
            separator: "\n")
        #expect(notes.sorted() == (1...50).map { "A\tnotes/round-\($0).md" }.sorted { $0 < $1 }.map { $0[...] })
    }

    /// No merge, nothing beside the first parents, and the server's own log of the branch holds nothing but them.
    func expectOneStraightLine() async throws {
        let line = try await server.git("rev-list", "--first-parent", "--reverse", "main")
        #expect(try await server.git("rev-list", "--reverse", "main") == line)
        #expect(try await server.git("rev-list", "--merges", "main").isEmpty)
        let moves = try await server.git("reflog", "show", "--format=%H", "refs/heads/main").split(separator: "\n")
            .reversed()
        #expect(line.split(separator: "\n").suffix(moves.count) == ArraySlice(moves), "every push added to the line")
        #expect(moves.count == record.withLock(\.commits) - 1)
        _ = try await server.git("fsck", "--strict")
    }

    func expectLostPushes(atLeast count: Int) async throws {
        let (reconcilers, writer) = record.withLock { ($0.lostByReconcilers, $0.lostByWriter) }
        print("lost pushes: \(reconcilers) of the reconcilers, \(writer) of the writer")
        #expect(reconcilers >= count)
    }
}
