import Foundation
import PinnaceTestSupport
import Testing

/// Three replicas, of which the leader is killed, held up or cut off again and again between its plan and the update of the
/// branch. `PINNACE_CHAOS_SECONDS=300` goes on for five minutes; `make chaos` does.
@Suite(.serialized) struct ChaosTests {
    static let seconds = Double(ProcessInfo.processInfo.environment["PINNACE_CHAOS_SECONDS"] ?? "") ?? 0

    @Test func oneCommitForEachChangeWhateverHappensToTheLeader() async throws {
        let chaos = try await Chaos.start()
        let end = ContinuousClock.now + .seconds(Self.seconds)
        var round = 0
        while round < Chaos.Trouble.allCases.count || ContinuousClock.now < end {
            try await chaos.round(round)
            round += 1
        }
        print(chaos.summary)
        #expect(try await chaos.commitsPerFile() == Array(repeating: 2, count: round))
        #expect(try await chaos.cluster.git("rev-list", "--count", "--merges", "main") == "0")
        #expect(chaos.takeovers.allSatisfy { $0 < Chaos.longestTakeover }, "\(chaos.summary)")
        try await chaos.nothingIsMissed()
    }
}

/// The replicas, and what is done to them.
final class Chaos {
    enum Trouble: String, CaseIterable {
        case killedAndRefused, killedAndTaken, heldUp, cutOff
    }

    let cluster: Cluster
    private let hook: PushGate
    private var replicas: [ControllerProcess] = []
    private(set) var takeovers: [Duration] = []
    private var troubles: [Trouble: Int] = [:]

    private static let timing = [
        "--lease-duration", "2", "--lease-renew-deadline", "1.4", "--lease-retry-period", "0.2",
    ]
    /// The lease's time, a replica that looks late, and a machine that has other things to do: hundreds of other tests,
    /// where this one does not run alone.
    static let longestTakeover = Duration.seconds(ChaosTests.seconds > 0 ? 8 : 60)

    private init(_ cluster: Cluster) async throws {
        self.cluster = cluster
        hook = try await PushGate(cluster.bare)
    }

    static func start() async throws -> Chaos {
        let cluster = try await Cluster.start(["README": "Here are pods.\n"])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["interval": "30s"])
        let chaos = try await Chaos(cluster)
        for number in 0..<3 { chaos.replicas.append(try chaos.replica("pod-\(number)")) }
        _ = try await cluster.wait(for: "the first run") { $0.isReady }
        return chaos
    }

    private func replica(_ name: String, line: TCPRelay? = nil) throws -> ControllerProcess {
        try ControllerProcess(
            cluster, name: name, line: line, Self.timing + ["--metrics-port", "0", "--health-port", "0"])
    }

    var summary: String {
        let counts = Trouble.allCases.map { "\($0.rawValue) \(troubles[$0, default: 0])" }.joined(separator: ", ")
        let sorted = takeovers.sorted()
        return "leaders: \(counts); a new one after \(sorted.first ?? .zero) to \(sorted.last ?? .zero)"
    }

    /// Somebody adds a pod, and the leader meets its trouble with the push of the pin on its way.
    func round(_ number: Int) async throws {
        let trouble = Trouble.allCases[number % Trouble.allCases.count]
        hook.close()
        try await addPod(number)
        try await ask("round \(number)")
        try await hook.waitForPush()
        let leader = try #require(holder)
        let index = try #require(replicas.firstIndex { leader.hasPrefix("\($0.name)_") })
        let begun = ContinuousClock.now
        switch trouble {
        case .killedAndRefused, .killedAndTaken: replicas[index].signal(SIGKILL)
        case .heldUp: replicas[index].signal(SIGSTOP)
        case .cutOff: replicas[index].line.cut()
        }
        hook.open(takes: trouble == .killedAndTaken)
        try await waitForAnother(than: leader)
        takeovers.append(begun.duration(to: .now))
        troubles[trouble, default: 0] += 1
        switch trouble {
        case .killedAndRefused, .killedAndTaken: replicas[index] = try replica(replicas[index].name)
        case .heldUp: replicas[index].signal(SIGCONT)
        case .cutOff: replicas[index].line.mend()
        }
        try await waitForPin(number)
    }

    /// Nobody asks any more, and what comes is seen within the interval all the same.
    func nothingIsMissed() async throws {
        let number = takeovers.count
        try await addPod(number)
        try await waitForPin(number, within: .seconds(60))
    }

    /// How often the file of each round was changed: once by a person, once by a replica.
    func commitsPerFile() async throws -> [Int] {
        var counts: [Int] = []
        for number in 0..<takeovers.count {
            let log = try await cluster.git("log", "--format=%H", "main", "--", Self.file(number))
            counts.append(log.split(separator: "\n").count)
        }
        return counts
    }

    private static func file(_ number: Int) -> String { "pod-\(number).yaml" }

    private func addPod(_ number: Int) async throws {
        let clone = try await GitFixture.clone(cluster.bare)
        try clone.write(
            Self.file(number),
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: api-\(number)}
            spec: {containers: [{name: api, image: "\(Cluster.host)/team/api:1.2.3"}]}

            """)
        try await clone.commit("Add pod \(number)")
        try await clone.git("push", "--quiet", "origin", "HEAD:main", environment: PushGate.personsEnvironment)
    }

    private func ask(_ word: String) async throws {
        try await cluster.standIn.patch(
            "configrepositories", "team-a", "apps",
            ["metadata": ["annotations": .object(["reconcile.pinnace.dev/requestedAt": .string(word)])]])
    }

    private var holder: String? {
        cluster.standIn.object("leases", "pinnace-system", "pinnace-controller")?[["spec", "holderIdentity"]]?.text
    }

    private func waitForAnother(than leader: String) async throws {
        try await wait("another leader than \(leader)", within: .seconds(60)) {
            holder.map { $0 != leader && !$0.isEmpty } == true
        }
    }

    private func waitForPin(_ number: Int, within limit: Duration = .seconds(120)) async throws {
        try await wait("the pin of round \(number)", within: limit) {
            try await cluster.git("show", "main:\(Self.file(number))").contains("@sha256:")
        }
    }

    private func wait(
        _ what: String, within limit: Duration, _ isTrue: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if try await isTrue() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        let logs = replicas.map { "\($0.name):\n\($0.log.suffix(2_000))" }.joined(separator: "\n")
        throw TestSupportError("waited in vain for \(what); \(summary)\n\(logs)")
    }
}
