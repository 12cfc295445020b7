import PinnaceTestSupport
import Synchronization
import Testing

/// Many reconcilers with caches of their own on one branch, each looking after a service of its own, all at once: whoever
/// is slower plans again.
final class Rivals: Sendable {
    private let directory: TemporaryDirectory
    private let server: ConfigServer
    private let tags: FloatingTags
    private let services: [String]
    private let environments: [String: [String: String]]
    private let record = Mutex(Record())

    private struct Record {
        var digests: [String: [String]] = [:]
        /// By the runs of all rounds: how many of their pushes were lost.
        var lost: [Int] = []
    }

    init(_ count: Int) async throws {
        directory = try TemporaryDirectory("rivals")
        services = (1...count).map { "service-\($0)" }
        tags = try FloatingTags(services, in: directory)
        let files = services.map { (FloatingTags.file($0), FloatingTags.pod($0)) }
        server = try await ConfigServer.start(Dictionary(uniqueKeysWithValues: files))
        var environments: [String: [String: String]] = [:]
        for service in services {
            try directory.write("\(service).yaml", FloatingTags.configuration([service]))
            let cache = ["PINNACE_CACHE": directory.path("cache-\(service)")]
            environments[service] = try server.home(in: directory, "home-\(service)").merging(cache) { $1 }
        }
        self.environments = environments
    }

    /// A new digest for every service, then everybody at once.
    func play(_ round: Int) async throws {
        for service in services {
            let digest = try tags.move(service, to: "round \(round)")
            record.withLock { $0.digests[service, default: []].append(digest) }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in services { group.addTask { try await self.reconcile(service) } }
            try await group.waitForAll()
        }
        #expect(try await server.commitCount() == 1 + round * services.count, "round \(round)")
    }

    private func reconcile(_ service: String) async throws {
        let result = try await PinnaceBinary.run(
            [
                "reconcile", server.url, "--push", "--registry-endpoint", tags.endpoint,
                "--config", directory.path("\(service).yaml"),
            ],
            environment: environments[service] ?? [:], in: directory.path, timeout: .seconds(600))
        try result.checked()
        let lost = result.errors.matches(of: #/push \d+ was lost/#).count
        record.withLock { $0.lost.append(lost) }
    }
}

extension Rivals {
    /// Every digest of every service was written by one commit, in the order in which the tags moved.
    func expectEveryChangeOnce() async throws {
        for (service, digests) in record.withLock(\.digests) {
            let patches = try await server.git(
                "log", "--reverse", "--format=", "-p", "main", "--", FloatingTags.file(service))
            let added = patches.matches(of: #/(?m)^\+ .*@(sha256:[0-9a-f]{64})/#).map { String($0.1) }
            #expect(added == digests, "\(service)")
        }
    }

    /// No merge and nothing beside the first parents; each commit changes one file.
    func expectOneStraightLine() async throws {
        let line = try await server.git("rev-list", "--first-parent", "main")
        #expect(try await server.git("rev-list", "main") == line)
        #expect(try await server.git("rev-list", "--merges", "main").isEmpty)
        let files = try await server.git(
            "log", "--format=", "--name-only", "main~\(record.withLock(\.lost).count)..main")
        #expect(files.split(separator: "\n").count == record.withLock(\.lost).count)
        _ = try await server.git("fsck", "--strict")
    }

    func expectLostPushes() {
        let lost = record.withLock(\.lost)
        let total = lost.reduce(0, +)
        print(
            "\(lost.count) commits of \(services.count) processes: \(total) pushes were lost and made again, "
                + "\(lost.max() ?? 0) at most for one commit; \(lost.count { $0 == 0 }) went through at once")
        #expect(total > 0)
    }
}
