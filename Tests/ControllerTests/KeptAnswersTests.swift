import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// A controller that was started again does not read again what it knows.
@Suite struct KeptAnswersTests {
    private func run(_ cluster: Cluster, _ word: String) async throws {
        try await cluster.running(cluster.controller()) {
            try await cluster.standIn.patch(
                "configrepositories", "team-a", "apps",
                ["metadata": ["annotations": ["reconcile.pinnace.dev/requestedAt": .string(word)]]])
            _ = try await cluster.wait(for: "a run") {
                $0[["status", "lastHandledReconcileAt"]] == .string(word) && $0.isReady
            }
        }
    }

    @Test func aRestartAsksForNoContent() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        _ = try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["dryRun": true])
        try await run(cluster, "first")
        let before = cluster.registry.requests
        #expect(before.contains { $0.hasPrefix("GET /v2/team/api/manifests/") })
        try await run(cluster, "second")
        let after = cluster.registry.requests.dropFirst(before.count)
        #expect(after.contains { $0.hasPrefix("HEAD /v2/team/api/manifests/") })
        #expect(!after.contains { $0.hasPrefix("GET /v2/team/api/") }, "\(after)")
    }
}
