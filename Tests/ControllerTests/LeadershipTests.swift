import Foundation
import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

/// Replicas agree by a Lease on who acts.
@Suite struct LeadershipTests {
    @Test func twoReplicasMakeOneCommit() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply()
        try await cluster.running(cluster.controller(lease: true, name: "pod-0")) {
            try await cluster.running(cluster.controller(lease: true, name: "pod-1")) {
                _ = try await cluster.wait(for: "a commit") { $0.isReady }
            }
        }
        #expect(try await cluster.git("rev-list", "--count", "main") == "2")
    }

    @Test func theOtherTakesOverWhenOneLeaves() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["dryRun": true])
        // Whoever had to wait for the lease to run out would come too late.
        let patient = LeaseTiming(duration: .seconds(600), renewDeadline: .seconds(400))
        try await cluster.running(cluster.controller(lease: true, name: "pod-0") { $0.leaseTiming = patient }) {
            _ = try await cluster.wait(for: "the first's plan") { $0.isReady }
        }
        let left = try #require(cluster.standIn.object("leases", "pinnace-system", "pinnace-controller"))
        #expect(left[["spec", "holderIdentity"]] == "")
        try await cluster.standIn.patch("configrepositories", "team-a", "apps", ["spec": ["dryRun": .null]])
        try await cluster.running(cluster.controller(lease: true, name: "pod-1") { $0.leaseTiming = patient }) {
            _ = try await cluster.wait(for: "a commit") { $0[["status", "lastCommit"]] != nil }
        }
        let taken = try #require(cluster.standIn.object("leases", "pinnace-system", "pinnace-controller"))
        #expect(taken[["spec", "leaseTransitions"]] == 1)
    }
}
