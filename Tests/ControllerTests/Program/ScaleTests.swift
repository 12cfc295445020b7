import Foundation
import PinnaceTestSupport
import Testing

/// Many resources over fewer repositories in one replica. `PINNACE_SCALE=1000` makes it a thousand over a hundred with
/// twenty thousand references, and `PINNACE_SCALE_BINARY` names the program that is measured; `make bench` does both.
@Suite(.serialized) struct ScaleTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let resources = Int(environment["PINNACE_SCALE"] ?? "") ?? 20
    private static let isMeasured = environment["PINNACE_SCALE"] != nil

    @Test func manyResourcesInOneReplica() async throws {
        let crowd = try await Crowd(resources: Self.resources, repositories: max(1, Self.resources / 10))
        let replica = try crowd.replica(Self.environment["PINNACE_SCALE_BINARY"])
        try await crowd.waitUntilReady(replica)
        let (settled, writes) = (ContinuousClock.now, crowd.statusWrites)
        let before = try replica.usage()
        try await Task.sleep(for: Self.isMeasured ? .seconds(60) : .seconds(1))
        let after = try replica.usage()
        let idle = (after.cpu - before.cpu) / settled.duration(to: .now)
        let queue = try await crowd.queueWait()
        print(
            """
            \(Self.resources) resources, \(crowd.repositories) repositories, \(crowd.references) references: \
            \(after.peak >> 20) MiB at most, \(after.resident >> 20) MiB at rest, idle \
            \((idle * 1_000).rounded() / 10) % of a core, \(before.cpu) of CPU until all were ready, \
            \(queue.count) turns of the queue of \((queue.mean * 1_000).rounded()) ms on average
            """)
        #expect(crowd.statusWrites == writes)
        #expect(queue.count >= Self.resources)
        // One commit for each repository, whoever of its resources came first.
        #expect(try await crowd.commits() == Array(repeating: 2, count: crowd.repositories))
        guard Self.isMeasured else { return }
        #expect(after.peak < 256 << 20)
        #expect(idle < 0.02)
    }

    @Test(.enabled(if: isMeasured)) func oneResourceTakesLittleMemory() async throws {
        let crowd = try await Crowd(resources: 1, repositories: 1, referencesPerRepository: 20)
        let binary = Self.environment["PINNACE_SCALE_BINARY"]
        let replica = try crowd.replica(binary)
        try await crowd.waitUntilReady(replica)
        let peak = try replica.usage().peak
        let nothing = try await Self.peak(of: [binary ?? PinnaceBinary.path, "--version"])
        print("one resource: \(peak >> 20) MiB at most; a program that does nothing: \(nothing >> 20) MiB")
        #expect(peak - nothing < 24 << 20)
    }

    /// The most memory that a program had, in bytes.
    private static func peak(of command: [String]) async throws -> Int {
        let script = """
            import resource, subprocess, sys
            subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let output = try await Command.run("python3", ["-c", script] + command).checked()
        return try #require(Int(output)) << 10
    }
}

/// Resources of a few tenants, several for each repository.
private final class Crowd {
    let repositories: Int
    let references: Int
    private let cluster: Cluster
    private let resources: Int
    private let metrics = ServerPort.free()

    init(resources: Int, repositories: Int, referencesPerRepository: Int = 200) async throws {
        self.resources = resources
        self.repositories = repositories
        references = repositories * referencesPerRepository
        cluster = try await Cluster.start(["README": "Here are pods.\n"])
        for image in 0..<10 {
            try await cluster.registry.push(
                ImageBuilder(seed: "app-\(image)").index(), to: "team/app-\(image)", tag: "1.2.3")
        }
        let template = try await GitFixture.make(Self.files(referencesPerRepository))
        for number in 0..<repositories {
            try await template.bareCopy(at: "\(Self.folder(cluster))/crowd-\(number).git")
        }
        for number in 0..<resources {
            try await cluster.apply(
                [
                    "url": .string(
                        cluster.url.replacingOccurrences(of: "config.git", with: "crowd-\(number % repositories).git")),
                    "interval": "24h", "secretRef": ["name": "crowd-git"],
                ], name: "crowd-\(number)", secret: number == 0 ? "crowd-git" : nil)
        }
    }

    private static func folder(_ cluster: Cluster) -> String {
        URL(filePath: cluster.bare).deletingLastPathComponent().path()
    }

    /// Files of ten references each.
    private static func files(_ references: Int) -> [String: String] {
        var files: [String: String] = [:]
        for number in 0..<(references / 10) {
            let containers = (0..<10).map { "    - {name: c\($0), image: \"\(Cluster.host)/team/app-\($0):1.2.3\"}" }
            files["apps/app-\(number).yaml"] = """
                apiVersion: v1
                kind: Pod
                metadata: {name: app-\(number)}
                spec:
                  containers:
                \(containers.joined(separator: "\n"))

                """
        }
        return files
    }

    func replica(_ binary: String?) throws -> ControllerProcess {
        try ControllerProcess(
            cluster, binary: binary, ["--no-leader-election", "--metrics-port", "\(metrics)", "--health-port", "0"])
    }

    func waitUntilReady(_ replica: ControllerProcess) async throws {
        let end = ContinuousClock.now + .seconds(60 + resources)
        while ContinuousClock.now < end {
            if cluster.standIn.objects("configrepositories").count(where: \.isReady) == resources { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw TestSupportError("not all became ready:\n\(replica.log.suffix(4_000))")
    }

    var statusWrites: Int { cluster.standIn.calls.count { $0.verb == "patch" } }

    /// How long repositories waited after their time had come, in seconds.
    func queueWait() async throws -> (count: Int, mean: Double) {
        let text = try await MetricsText.read(metrics)
        func value(_ name: String) -> Double {
            text.split(separator: "\n").first { $0.hasPrefix("workqueue_queue_duration_seconds_\(name){") }
                .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) } ?? 0
        }
        return (Int(value("count")), value("sum") / max(1, value("count")))
    }

    func commits() async throws -> [Int] {
        var counts: [Int] = []
        for number in 0..<repositories {
            let count = try await Command.run(
                "git", ["-C", "\(Self.folder(cluster))/crowd-\(number).git", "rev-list", "--count", "main"]
            ).checked()
            counts.append(Int(count) ?? 0)
        }
        return counts
    }
}
