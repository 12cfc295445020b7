import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// When a repository is looked at, when it is left alone, and how a controller ends.
@Suite struct LifecycleTests {
    private func cluster() async throws -> Cluster {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        return cluster
    }

    @Test func whatIsSuspendedIsLeftAloneUntilItIsNot() async throws {
        let cluster = try await cluster()
        try await cluster.apply(["suspend": true], name: "asleep")
        try await cluster.apply(["dryRun": true], name: "awake")
        try await cluster.running(cluster.controller()) {
            _ = try await cluster.wait("awake", for: "the other's run") { $0.isReady }
            #expect(try cluster.resource("asleep").condition("Ready") == nil)
            #expect(try await cluster.git("rev-list", "--count", "main") == "1")
            try await cluster.standIn.patch("configrepositories", "team-a", "asleep", ["spec": ["suspend": false]])
            _ = try await cluster.wait("asleep", for: "a commit") { $0[["status", "lastCommit"]] != nil }
        }
    }

    /// What comes within the window is one run, after it.
    @Test func aBatchWaitsForItsWindow() async throws {
        let cluster = try await cluster()
        let port = ServerPort.free()
        try await cluster.apply(["interval": "24h", "batchWindow": "2s", "dryRun": true])
        let service = try cluster.controller { $0.ports.metrics = port }
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "the first run") { $0.isReady }
            let asked = ContinuousClock.now
            for number in 1...5 {
                try await cluster.standIn.patch(
                    "configrepositories", "team-a", "apps",
                    ["metadata": ["annotations": [ConfigRepository.requestedAt: .string("\(number)")]]])
            }
            _ = try await cluster.wait(for: "the run of the batch") { $0[["status", "lastHandledReconcileAt"]] == "5" }
            #expect(asked.duration(to: .now) >= .seconds(2))
            try await MetricsText.on(
                port, having: #"controller_runtime_reconcile_total{controller="configrepository",result="success"} 2"#)
        }
    }

    @Test func aNewPasswordCountsAtOnce() async throws {
        let cluster = try await cluster()
        try await cluster.apply(["interval": "24h"], name: "apps", secret: nil)
        cluster.secret("apps-git", ["username": "ana", "password": "yesterday's"])
        let service = try cluster.controller()
        try await cluster.running(service) {
            let refused = try await cluster.wait(for: "a refusal") { $0.condition("Ready")?["status"] == "False" }
            #expect(refused.condition("Ready")?["reason"] == "AuthenticationFailed")
            #expect(!"\(refused)".contains("yesterday"))
            cluster.secret("apps-git", ["username": "ana", "password": Cluster.password])
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(for: "a commit") { $0[["status", "lastCommit"]] != nil }
        }
    }

    /// A push that is under way when the controller is told to end comes to its end, and its status is written.
    @Test func whatIsUnderWayIsLetEnd() async throws {
        let cluster = try await cluster()
        let gate = try await PushGate(cluster.bare)
        gate.close()
        try await cluster.apply()
        let service = try cluster.controller(lease: true)
        let running = Task { try await service.run() }
        try await gate.waitForPush()
        running.cancel()
        try await Task.sleep(for: .milliseconds(300))
        #expect(try await cluster.git("rev-list", "--count", "main") == "1")
        gate.open(takes: true)
        _ = await running.result
        #expect(try await cluster.git("rev-list", "--count", "main") == "2")
        let head = try await cluster.git("rev-parse", "main")
        #expect(try cluster.resource()[["status", "lastCommit"]] == .string(head))
        let lease = cluster.standIn.object("leases", "pinnace-system", "pinnace-controller")
        #expect(lease?[["spec", "holderIdentity"]] == "")
    }

    @Test(arguments: [(0.0, 95), (0.5, 100), (1.0, 105)])
    func intervalsAreSpreadByATwentieth(_ jitter: Double, _ seconds: Int) {
        let next = JitteredInterval(interval: .seconds(100)).next(jitter: jitter)
        #expect(abs(next / .seconds(1) - Double(seconds)) < 0.001)
    }
}
