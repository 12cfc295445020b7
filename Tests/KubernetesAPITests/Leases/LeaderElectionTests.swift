import KubernetesAPI
import PinnaceTestSupport
import Testing

@Suite struct LeaderElectionTests {
    private let cluster: Cluster
    private let key = ObjectKey(namespace: "default", name: "pinnace")
    private let timing = LeaseTiming(
        duration: .seconds(1), renewDeadline: .milliseconds(700), retryPeriod: .milliseconds(50))

    init() throws {
        cluster = try Cluster.started()
    }

    private func election(_ identity: String, _ timing: LeaseTiming? = nil) -> LeaderElection {
        LeaderElection(
            cluster.client, lease: key, identity: identity, timing: timing ?? self.timing, logger: Cluster.logger)
    }

    private var spec: APIJSON? { cluster.server.object("leases", "default", "pinnace")?["spec"] }

    @Test func theLeaseIsAsTheAPIWantsIt() async throws {
        let election = election("first")
        await election.run {}
        #expect(spec?["holderIdentity"] == "")
        #expect(spec?["leaseDurationSeconds"] == 1)
        #expect(spec?["leaseTransitions"] == 0)
        let time = try #require(spec?["renewTime"]?.text)
        #expect(time.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/#) != nil)
        #expect(cluster.server.calls.map(\.verb) == ["get", "create", "update"])
        #expect(!election.isLeading)
    }

    @Test func oneLeadsAndTheNextTakesOverWhenItLetsGo() async throws {
        let (first, second) = (election("first"), election("second"))
        let leaders = Noted<[String]>([])
        let one = Task {
            await first.run {
                leaders.change { $0.append("first") }
                while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(10)) }
            }
        }
        while !first.isLeading { try await Task.sleep(for: .milliseconds(5)) }
        let two = Task { await second.run { leaders.change { $0.append("second") } } }
        try await Task.sleep(for: .milliseconds(1_500))
        #expect(leaders.value == ["first"])
        one.cancel()
        await one.value
        await two.value
        #expect(leaders.value == ["first", "second"])
        #expect(spec?["leaseTransitions"] == 1)
    }

    @Test func leadershipEndsAtTheDeadlineWhereTheServerIsAway() async throws {
        let election = election("first")
        let ended = Noted<ContinuousClock.Instant?>(nil)
        let task = Task {
            await election.run {
                while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
                ended.change { $0 = .now }
            }
        }
        while !election.isLeading { try await Task.sleep(for: .milliseconds(5)) }
        cluster.server.stop()
        let start = ContinuousClock.now
        await task.value
        let end = try #require(ended.value)
        #expect(end - start < .seconds(20))
        #expect(!election.isLeading)
    }

    @Test func aServerThatHangsDoesNotProlongIt() async throws {
        let election = election("first")
        let task = Task {
            await election.run { while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) } }
        }
        while !election.isLeading { try await Task.sleep(for: .milliseconds(5)) }
        cluster.server.plan(.hang, times: 100) { $0.resource == "leases" }
        let start = ContinuousClock.now
        while election.isLeading { try await Task.sleep(for: .milliseconds(5)) }
        #expect(ContinuousClock.now - start < .seconds(20))
        task.cancel()
        cluster.server.stop()
        await task.value
    }

    @Test func aLostAnswerIsNoLostLease() async throws {
        cluster.server.plan(.lostAnswer, verb: "create", "leases")
        cluster.server.plan(.lostAnswer, verb: "update", "leases")
        let election = election("first")
        await election.run { try? await Task.sleep(for: .milliseconds(300)) }
        #expect(spec?["holderIdentity"] == "")
        #expect(spec?["leaseTransitions"] == 0)
    }

    @Test func renewalsWaitForNothingElse() async throws {
        // Long enough for a busy machine.
        let patient = LeaseTiming(duration: .seconds(90), renewDeadline: .seconds(60), retryPeriod: .milliseconds(50))
        let election = election("first", patient)
        let task = Task {
            await election.run { while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) } }
        }
        while !election.isLeading { try await Task.sleep(for: .milliseconds(5)) }
        let busy = StandInFailure(code: 429, reason: "TooManyRequests", message: "later", retryAfter: 30)
        cluster.server.plan(.failure(busy), verb: "get", "configmaps")
        cluster.server.plan(.hang, times: 100, verb: "list")
        let others =
            (0..<80).map { number in
                Task { number == 0 ? try? await cluster.client.get(ConfigMap.self, key).key.name : nil }
            } + (0..<80).map { _ in Task { try? await cluster.client.list(ConfigMap.self).version } }
        while !cluster.server.calls.contains(where: { $0.verb == "list" }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        for _ in 0..<3 {
            let last = spec?["renewTime"]
            while election.isLeading, spec?["renewTime"] == last { try await Task.sleep(for: .milliseconds(10)) }
        }
        #expect(election.isLeading)
        for other in others { other.cancel() }
        task.cancel()
        await task.value
        #expect(spec?["holderIdentity"] == "")
    }
}
