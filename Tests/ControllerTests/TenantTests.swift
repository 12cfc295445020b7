import Foundation
import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

/// Those who share a controller: none waits for another, and none reads what is another's.
@Suite struct TenantTests {
    private func cluster(_ files: [String: String] = [:]) async throws -> Cluster {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod].merging(files) { $1 })
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        return cluster
    }

    /// One tenant's servers take connections and never answer; the other's repository is done all the same.
    @Test func aTenantWhoseServersHangHoldsUpNobodyElse() async throws {
        let cluster = try await cluster()
        let silent = SilentServer()
        for number in 0..<8 {
            try await cluster.apply(
                ["url": .string("http://127.0.0.1:\(silent.port)/team/\(number).git"), "timeout": "1h"],
                name: "slow-\(number)")
        }
        let service = try cluster.controller { $0.drain = .milliseconds(100) }
        try await cluster.running(service) {
            try await Self.waitUntilManyHang(cluster)
            try await cluster.apply(["interval": "24h"], name: "apps", namespace: "prod")
            _ = try await cluster.wait(namespace: "prod", for: "the other's commit") {
                $0[["status", "lastCommit"]] != nil
            }
            // Nor was it done because they had been given up.
            let givenUp = Self.conditions("Ready", of: cluster).filter { $0["status"] == "False" }
            #expect(givenUp.isEmpty)
        }
    }

    private static func conditions(_ type: String, of cluster: Cluster) -> [APIJSON] {
        cluster.standIn.objects("configrepositories").compactMap { $0.condition(type) }
    }

    private static func waitUntilManyHang(_ cluster: Cluster) async throws {
        for _ in 0..<1_200 {
            if conditions("Reconciling", of: cluster).count >= 3 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError("no three runs are under way")
    }

    /// Those with the same secret share a mirror; another secret, with the same words in it, has its own.
    @Test func mirrorsAreSharedByThoseWithTheSameSecretAlone() async throws {
        let cluster = try await cluster()
        try await cluster.apply(["dryRun": true], name: "apps")
        try await cluster.apply(
            ["dryRun": true, "secretRef": ["name": "apps-git"]], name: "again", secret: nil)
        try await cluster.apply(["dryRun": true], name: "apps", namespace: "prod")
        try await cluster.running(cluster.controller()) {
            for (name, namespace) in [("apps", "team-a"), ("again", "team-a"), ("apps", "prod")] {
                _ = try await cluster.wait(name, namespace: namespace, for: "a plan") { $0.isReady }
            }
        }
        let mirrors = try FileManager.default.contentsOfDirectory(atPath: cluster.cache() + "/mirrors")
        #expect(mirrors.count == 2, "\(mirrors)")
        for mirror in mirrors {
            let inside = try FileManager.default.contentsOfDirectory(atPath: cluster.cache() + "/mirrors/\(mirror)")
            #expect(inside.filter { !$0.hasSuffix(".lock") }.count == 1, "\(inside)")
        }
    }

    @Test func noSecretOfAnotherNamespaceIsRead() async throws {
        let cluster = try await cluster()
        try await cluster.apply(name: "apps", namespace: "prod")
        try await cluster.apply(
            ["secretRef": ["name": "apps-git"], "pullSecrets": [["name": "apps-git"]]], name: "thief", secret: nil)
        try await cluster.running(cluster.controller()) {
            let thief = try await cluster.wait("thief", for: "a failure") { $0.condition("Stalled") != nil }
            #expect(thief.condition("Ready")?["message"]?.text?.contains("secrets team-a/apps-git") == true)
            _ = try await cluster.wait(namespace: "prod", for: "the owner's commit") { $0.isReady }
        }
        let read = cluster.standIn.calls.filter { $0.resource == "secrets" }
        #expect(read.allSatisfy { $0.verb == "get" })
        #expect(Set(read.compactMap(\.namespace)) == ["team-a", "prod"])
    }

    /// Whoever can commit to a repository is not who runs the controller.
    @Test func aRepositoryCannotSendTheControllerToAnotherServer() async throws {
        let other = try ScriptedHTTPServer.start { _ in .status(404) }
        defer { other.stop() }
        let cluster = try await cluster([
            ".pinnace/config.yaml": """
            apiVersion: pinnace.dev/v1alpha1
            kind: Config
            registries:
              - {host: images.example.com, endpoint: "http://127.0.0.1:\(other.port)"}

            """,
            "other.yaml": Cluster.pod.replacing(Cluster.host, with: "images.example.com"),
        ])
        try await cluster.apply(["interval": "24h"])
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "an end") { $0.condition("Ready").map { $0["status"] != "Unknown" } ?? false }
        }
        #expect(other.requests.isEmpty)
        let blocked = resource[["status", "blocked"]]?.elements ?? []
        #expect(blocked.map { $0["file"] } == ["other.yaml"], "\(resource)")
        #expect(blocked.first?["reason"] == "not-allowed", "\(resource)")
    }

    @Test func cordonedNodesAskForNothing() throws {
        let nodes = try [("amd64", false), ("arm64", true), ("s390x", false), ("amd64", false)].map {
            let text = """
                {"metadata": {"name": "n"}, "spec": {"unschedulable": \($0.1)},
                 "status": {"nodeInfo": {"operatingSystem": "linux", "architecture": "\($0.0)"}}}
                """
            return try JSONDecoder().decode(Node.self, from: Data(text.utf8))
        }
        #expect(NodePlatforms.platforms(nodes).map { "\($0)" } == ["linux/amd64", "linux/s390x"])
    }
}
