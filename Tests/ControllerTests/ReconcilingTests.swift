import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// A resource is applied, and what it asks for happens in its repository.
@Suite struct ReconcilingTests {
    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: api}
        spec:
          containers:
            - {name: api, image: "\(Cluster.host)/team/api:1.2.3"}

        """

    @Test func aRepositoryIsPinnedAndItsStatusSaysSo() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        let digest = try await cluster.registry.push(
            ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply()
        let resource = try await cluster.running(cluster.controller()) {
            let resource = try await cluster.wait(for: "a commit") { $0.isReady }
            #expect(try await cluster.event("Pushed")["type"] == "Normal")
            return resource
        }
        #expect(try await cluster.git("show", "main:api.yaml").contains("team/api:1.2.3@\(digest)"))
        let head = try await cluster.git("rev-parse", "main")
        #expect(resource[["status", "lastCommit"]] == .string(head))
        #expect(resource[["status", "counts", "changed"]] == 1)
        #expect(resource[["status", "observedGeneration"]] == 1)
        #expect(resource.condition("Reconciling") == nil)
        #expect(resource[["status", "history"]]?.elements?.first?["commit"] == .string(head))
        #expect(try await cluster.git("log", "-1", "--format=%cn", "main") == "Pinnace")
    }

    /// The status that a run writes comes back by the watch, and is no reason for another run.
    @Test func aNewResourceIsRunOnce() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        let port = ServerPort.free()
        try await cluster.running(cluster.controller { $0.ports.metrics = port }) {
            try await cluster.apply(["interval": "24h"])
            _ = try await cluster.wait(for: "a commit") { $0.isReady }
            try await Task.sleep(for: .milliseconds(500))
            try await MetricsText.on(
                port, having: #"controller_runtime_reconcile_total{controller="configrepository",result="success"} 1"#)
        }
    }

    @Test func aDryRunTellsAndTouchesNothing() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        let before = try await cluster.git("rev-parse", "main")
        try await cluster.apply(["dryRun": true])
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a plan") { $0.isReady }
        }
        #expect(try await cluster.git("rev-parse", "main") == before)
        #expect(resource[["status", "counts", "pending"]] == 1)
        #expect(resource.condition("Ready")?["message"] == "1 reference, 1 to change")
    }

    @Test func whatTheClusterAddsIsShownInTheStatus() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        cluster.standIn.create(
            "configmaps",
            [
                "metadata": ["name": "policy", "namespace": "team-a"],
                "data": ["config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\nwrite: {form: digest}\n"],
            ])
        try await cluster.apply([
            "dryRun": true, "configRef": ["name": "policy"], "platforms": ["linux/amd64"],
        ])
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a plan") { $0.isReady }
        }
        #expect(
            resource[["status", "effectiveConfiguration"]]?.text == """
                apiVersion: pinnace.dev/v1alpha1
                kind: Config
                write:
                  form: digest
                platforms:
                  - linux/amd64

                """)
    }

    @Test func anImageHasToRunOnTheNodesThatItsWorkloadChooses() async throws {
        let chooses = Self.pod.replacing("spec:\n", with: "spec:\n  nodeSelector: {kubernetes.io/arch: amd64}\n")
        let cluster = try await Cluster.start([
            "any.yaml": Self.pod, "chooses.yaml": chooses.replacing("name: api}", with: "name: chooses}"),
        ])
        try await cluster.registry.push(
            ImageBuilder(seed: "api").index(["linux/amd64"]), to: "team/api", tag: "1.2.3")
        for architecture in ["amd64", "arm64"] {
            cluster.standIn.create(
                "nodes",
                [
                    "metadata": ["name": .string(architecture)],
                    "status": ["nodeInfo": ["operatingSystem": "linux", "architecture": .string(architecture)]],
                ])
        }
        try await cluster.apply(["platforms": ["nodes"]])
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a run") { $0.isReady }
        }
        #expect(try await cluster.git("show", "main:chooses.yaml").contains("@sha256:"))
        let blocked = resource[["status", "blocked"]]?.elements ?? []
        #expect(blocked.map { $0["file"] } == ["any.yaml"])
        #expect(blocked.first?["message"]?.text?.contains("linux/arm64 is required") == true)
    }

    @Test func theAnnotationAsksForARunAtOnce() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["interval": "24h"])
        try await cluster.running(cluster.controller()) {
            _ = try await cluster.wait(for: "the first run") { $0.isReady }
            try await cluster.standIn.patch(
                "configrepositories", "team-a", "apps",
                ["metadata": ["annotations": .object([ConfigRepository.requestedAt: "now"])]])
            _ = try await cluster.wait(for: "the second run") { $0[["status", "lastHandledReconcileAt"]] == "now" }
        }
    }

    @Test func aStatusIsWrittenWhenItChangesAndAtNoOtherTime() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["dryRun": true])
        try await cluster.running(cluster.controller()) {
            let first = try await cluster.wait(for: "the first run") { $0.isReady }
            let version = first[["metadata", "resourceVersion"]]
            try await cluster.running(cluster.controller(name: "pod-1")) {
                try await Task.sleep(for: .seconds(2))
                #expect(try cluster.resource()[["metadata", "resourceVersion"]] == version)
            }
        }
    }

    @Test func aMissingSecretStallsAndSaysWhich() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        try await cluster.apply(["secretRef": ["name": "another"]])
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a failure") { $0.condition("Stalled") != nil }
        }
        #expect(resource.condition("Ready")?["reason"] == "ReferenceInvalid")
        #expect(resource.condition("Ready")?["message"]?.text?.contains("secrets team-a/another") == true)
        #expect(!cluster.standIn.calls.contains { $0.resource == "secrets" && $0.namespace != "team-a" })
    }

    @Test func aRegistryThatIsAwayIsFailingNotStalled() async throws {
        let cluster = try await Cluster.start(["api.yaml": Self.pod])
        cluster.registry.stop()
        try await cluster.apply()
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a failure") { $0.condition("Ready")?["status"] == "False" }
        }
        #expect(resource.condition("Ready")?["reason"] == "RegistryUnavailable")
        #expect(resource.condition("Stalled") == nil)
    }
}
