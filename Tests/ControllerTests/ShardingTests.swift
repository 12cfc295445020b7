import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

/// Controllers share the repositories by a label, each with a Lease of its own.
@Suite struct ShardingTests {
    @Test func aShardsNameDecidesSelectorAndLease() {
        let one = Shard(label: Shard.label, name: "one")
        #expect(one.selector(with: nil) == "pinnace.dev/shard=one")
        #expect(one.selector(with: "team=a") == "pinnace.dev/shard=one,team=a")
        #expect(one.lease("pinnace-controller") == "pinnace-controller-one")
        let rest = Shard(label: "example.com/part", name: nil)
        #expect(rest.selector(with: "") == "!example.com/part")
        #expect(rest.lease("pinnace-controller") == "pinnace-controller")
    }

    @Test(arguments: [
        ("one", true), ("a-1", true), ("", false), ("-a", false), ("A", false), ("a.b", false), ("a b", false),
    ])
    func namesAreLabels(_ name: String, _ isName: Bool) {
        #expect(Shard.isName(name) == isName)
        #expect(!Shard.isName(String(repeating: "a", count: 41)))
    }

    private func controller(_ cluster: Cluster, _ shard: Shard, _ name: String) throws -> ControllerService {
        try cluster.controller(name: name) { settings in
            settings.labelSelector = shard.selector(with: nil)
            settings.lease = ObjectKey(namespace: "pinnace-system", name: shard.lease("pinnace-controller"))
        }
    }

    /// Each resource is written by the controller of its shard, also after it moved to another one.
    @Test func eachLooksAfterItsOwn() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["dryRun": true, "interval": "24h"], name: "apps")
        try await cluster.apply(["dryRun": true, "interval": "24h"], name: "more")
        try await cluster.standIn.patch(
            "configrepositories", "team-a", "more", ["metadata": ["labels": ["pinnace.dev/shard": "one"]]])
        let rest = try controller(cluster, Shard(label: Shard.label, name: nil), "pod-0")
        try await cluster.running(rest) {
            _ = try await cluster.wait(for: "what is in no shard") { $0.isReady }
            #expect(try cluster.resource("more").condition("Ready") == nil)
            let one = try controller(cluster, Shard(label: Shard.label, name: "one"), "pod-1")
            try await cluster.running(one) {
                _ = try await cluster.wait("more", for: "the shard's") { $0.isReady }
                // Both lead at once.
                let holders = cluster.standIn.objects("leases").compactMap { $0[["spec", "holderIdentity"]]?.text }
                #expect(holders.filter { !$0.isEmpty }.count == 2)
                try await cluster.standIn.patch(
                    "configrepositories", "team-a", "apps", ["metadata": ["labels": ["pinnace.dev/shard": "one"]]])
                // A delivery comes to either of them, and concerns every shard.
                try await rest.mark([.repository(addresses: [cluster.url])])
                for name in ["apps", "more"] {
                    _ = try await cluster.wait(name, for: "the shard's answer") {
                        $0[["status", "lastHandledReconcileAt"]] != nil
                    }
                }
            }
        }
        #expect(
            Set(cluster.standIn.objects("leases").compactMap { $0[["metadata", "name"]]?.text })
                == ["pinnace-controller", "pinnace-controller-one"])
    }
}
