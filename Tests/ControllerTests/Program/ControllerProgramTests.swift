import Foundation
import PinnaceTestSupport
import Testing

/// `pinnace controller` from its start to its end.
@Suite struct ControllerProgramTests {
    @Test func startsReconcilesServesAndLetsGo() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply()
        let (metrics, health) = (ServerPort.free(), ServerPort.free())
        let replica = try ControllerProcess(
            cluster, ["--metrics-port", "\(metrics)", "--health-port", "\(health)", "--log-format", "json"])
        _ = try await cluster.wait(for: "a commit") { $0[["status", "lastCommit"]] != nil }

        for path in ["/healthz", "/readyz"] {
            #expect(try await LoopbackHTTP.send("GET", path, port: health).status == 200)
        }
        try await MetricsText.on(metrics, having: #"pinnace_commits_total{operation="reconcile"} 1"#)
        let holder = cluster.standIn.object("leases", "pinnace-system", "pinnace-controller")?[[
            "spec", "holderIdentity",
        ]]
        #expect(holder?.text?.hasPrefix("pod-0_") == true)

        replica.signal(SIGTERM)
        #expect(try await replica.exitStatus() == 0, "\(replica.log)")
        let left = cluster.standIn.object("leases", "pinnace-system", "pinnace-controller")
        #expect(left?[["spec", "holderIdentity"]] == "")
        let lines = replica.log.split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines { #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "\(line)") }
        #expect(!replica.log.contains("git secret"))
    }

    @Test func aShardHasALeaseOfItsName() async throws {
        let cluster = try await Cluster.start(["README": "Nothing here.\n"])
        try await cluster.apply(["dryRun": true])
        try await cluster.standIn.patch(
            "configrepositories", "team-a", "apps", ["metadata": ["labels": ["example.com/part": "one"]]])
        let replica = try ControllerProcess(
            cluster,
            [
                "--metrics-port", "0", "--health-port", "0", "--shard", "one", "--shard-label", "example.com/part",
                "--lease-name", "pins",
            ])
        _ = try await cluster.wait(for: "a run") { $0.isReady }
        let holder = cluster.standIn.object("leases", "pinnace-system", "pins-one")?[["spec", "holderIdentity"]]
        #expect(holder?.text?.hasPrefix("pod-0_") == true)
        replica.signal(SIGTERM)
        #expect(try await replica.exitStatus() == 0, "\(replica.log)")
    }

    @Test func withoutAClusterItSaysWhatToName() async throws {
        let result = try await PinnaceBinary.run(["controller"], environment: ["HOME": "/nonexistent"])
        #expect(result.status == 78)
        #expect(result.errors.contains("there is no kubeconfig; name one, or set KUBECONFIG"), "\(result.errors)")
    }

    @Test(arguments: [
        (["--webhook-port", "9000"], "--webhook-port and --webhook-secrets go together"),
        (["--lease-duration", "5"], "retry period < renew deadline < duration"),
        (["--shard", "one", "--unsharded"], "--shard and --unsharded exclude each other"),
        (["--shard", "One"], "a shard's name has at most 40 lower-case letters, digits and '-': 'One'"),
        (["--concurrency", "0"], "--concurrency takes 1 to 64"),
    ])
    func wrongOptionsAreSaid(_ arguments: [String], _ words: String) async throws {
        let result = try await PinnaceBinary.run(["controller"] + arguments)
        #expect(result.status == 64)
        #expect(result.errors.contains(words), "\(result.errors)")
    }
}
