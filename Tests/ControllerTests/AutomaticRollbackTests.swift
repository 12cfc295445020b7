import Foundation
import KubernetesAPI
import PinnaceTestSupport
import Testing

@testable import Controller

/// Workloads that fail on what was just pinned get back what they had.
@Suite struct AutomaticRollbackTests {
    private static func pod(_ name: String, image: String, _ state: APIJSON) -> APIJSON {
        [
            "metadata": ["name": .string(name), "namespace": "prod"],
            "spec": ["containers": [["name": "api", "image": .string(image)]]],
            "status": ["containerStatuses": [["name": "api", "state": state]]],
        ]
    }

    /// A cluster whose controller has just pinned the image, and what it wrote.
    private func pinned(
        _ body: (Cluster, ControllerService, _ pinned: String) async throws -> Void
    ) async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        let digest = try await cluster.registry.push(
            ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        try await cluster.apply(["rollback": ["automatic": true]])
        let service = try cluster.controller()
        try await cluster.running(service) {
            let resource = try await cluster.wait(for: "a commit") { $0.isReady }
            #expect(resource[["status", "rollout", "images"]]?.elements?.count == 1)
            try await body(cluster, service, "\(Cluster.host)/team/api:1.2.3@\(digest)")
        }
    }

    @Test func anImageThatCannotBePulledGoesBackWithTheReason() async throws {
        try await pinned { cluster, service, image in
            let words = "Back-off pulling image"
            cluster.standIn.create(
                "pods",
                Self.pod(
                    "api-1", image: image, ["waiting": ["reason": "ImagePullBackOff", "message": .string(words)]]))
            try await service.mark([.repository(addresses: [cluster.url])])
            let resource = try await cluster.wait(for: "a rollback") {
                $0[["status", "history"]]?.elements?.first?["operation"] == "rollback"
            }
            #expect(try await cluster.git("show", "main:api.yaml") == Cluster.pod.trimmingCharacters(in: .newlines))
            let holds = try await cluster.git("show", "main:.pinnace/holds.yaml")
            #expect(holds.contains("Pod prod/api-1, container api: ImagePullBackOff: \(words)"))
            #expect(resource[["status", "rollout"]] == nil)
            #expect(try await cluster.event("RolledBack")["type"] == "Warning")
            let head = try await cluster.git("rev-parse", "main")
            // The hold keeps it there.
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(for: "another run") { $0[["status", "counts", "held"]] == 1 }
            #expect(try await cluster.git("rev-parse", "main") == head)
        }
    }

    @Test func nothingGoesBackToWhatFailsAsWell() async throws {
        try await pinned { cluster, service, image in
            let state: APIJSON = ["waiting": ["reason": "CrashLoopBackOff"]]
            cluster.standIn.create("pods", Self.pod("new", image: image, state))
            cluster.standIn.create("pods", Self.pod("old", image: "\(Cluster.host)/team/api:1.2.3", state))
            let head = try await cluster.git("rev-parse", "main")
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(for: "another run") { $0[["status", "lastHandledReconcileAt"]] != nil }
            #expect(try await cluster.git("rev-parse", "main") == head)
        }
    }

    /// A branch that somebody took, in one of the ways that forges know.
    enum Taking: String, CaseIterable {
        case merge, squash, rebase
    }

    @Test(arguments: Taking.allCases) func whatSomebodyMergedIsWatched(_ taking: Taking) async throws {
        let cluster = try await Cluster.start([
            "api.yaml": Cluster.pod,
            ".pinnace/config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\npublish: {mode: branch}\n",
        ])
        let digest = try await cluster.registry.push(
            ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        let image = "\(Cluster.host)/team/api:1.2.3@\(digest)"
        try await cluster.apply(["rollback": ["automatic": true]])
        let service = try cluster.controller()
        try await cluster.running(service) {
            let offered = try await cluster.wait(for: "an offer") { $0[["status", "offered"]] != nil }
            #expect(offered[["status", "offered"]]?.elements?.map { $0["to"] } == [.string(image)])
            #expect(offered[["status", "rollout"]] == nil)
            let merged = try await take(taking, in: cluster)
            try await service.mark([.repository(addresses: [cluster.url])])
            let watched = try await cluster.wait(for: "the watch") { $0[["status", "rollout"]] != nil }
            #expect(watched[["status", "rollout", "commit"]] == .string(merged))
            #expect(watched[["status", "offered"]] == nil)
            cluster.standIn.create("pods", Self.pod("api-1", image: image, ["waiting": ["reason": "CrashLoopBackOff"]]))
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(for: "a rollback") {
                $0[["status", "history"]]?.elements?.first?["operation"] == "rollback"
            }
            #expect(try await cluster.git("show", "main:api.yaml") == Cluster.pod.trimmingCharacters(in: .newlines))
        }
    }

    /// - Returns: the commit on the branch that brought it.
    private func take(_ taking: Taking, in cluster: Cluster) async throws -> String {
        let branch = "pinnace/update/main"
        func commit(_ tree: String, _ parents: [String]) async throws -> String {
            let arguments = ["commit-tree", tree, "-m", "Merged by Ana"] + parents.flatMap { ["-p", $0] }
            return try await cluster.git(
                ["-c", "user.name=Ana", "-c", "user.email=ana@example.com"] + arguments)
        }
        // Something else came first.
        let before = try await commit("main^{tree}", ["main"])
        let tree = "\(branch)^{tree}"
        let merged =
            switch taking {
            case .merge: try await commit(tree, [before, branch])
            case .squash, .rebase: try await commit(tree, [before])
            }
        // A rebase brings more commits than the one, of which another is the newest.
        let tip = taking == .rebase ? try await commit(tree, [merged]) : merged
        _ = try await cluster.git("update-ref", "refs/heads/main", tip)
        _ = try await cluster.git("update-ref", "-d", "refs/heads/\(branch)")
        return merged
    }

    @Test(arguments: [
        #"{"terminated": {"reason": "Error", "message": "exec /app: exec format error"}}"#,
        #"{"waiting": {"reason": "CrashLoopBackOff"}}"#, #"{"waiting": {"reason": "InvalidImageName"}}"#,
    ])
    func whatFailsIsSeen(_ state: String) throws {
        #expect(try failure(state) != nil)
    }

    @Test(arguments: [
        #"{"running": {}}"#, #"{"waiting": {"reason": "ContainerCreating"}}"#,
        #"{"waiting": {"reason": "ErrImagePull"}}"#,
        #"{"terminated": {"reason": "Completed", "message": "done"}}"#, "{}",
    ])
    func whatMayStillComeUpIsLeftAlone(_ state: String) throws {
        #expect(try failure(state) == nil)
    }

    /// Where nobody may push, what was merged from one pull request goes back by another, whose hold counts at once.
    @Test func whatWasMergedFromAPullRequestGoesBackByAnother() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        let digest = try await cluster.registry.push(
            ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        let github = try ScriptedGitHub()
        cluster.secret("forge", ["token": "\(ScriptedGitHub.token)\n"])
        try await cluster.apply([
            "rollback": ["automatic": true],
            "publish": ["mode": "pull-request", "forge": .string(github.option), "secretRef": ["name": "forge"]],
        ])
        let service = try cluster.controller()
        try await cluster.running(service) {
            _ = try await cluster.wait(for: "a pull request") { $0[["status", "offered"]] != nil }
            let merged = try await take(.squash, in: cluster)
            github.change(1) { pull in (pull.state, pull.isMerged) = ("closed", true) }
            try await service.mark([.repository(addresses: [cluster.url])])
            _ = try await cluster.wait(for: "the watch") { $0[["status", "rollout"]] != nil }
            cluster.standIn.create(
                "pods",
                Self.pod(
                    "api-1", image: "\(Cluster.host)/team/api:1.2.3@\(digest)",
                    ["waiting": ["reason": "ImagePullBackOff"]]))
            try await service.mark([.repository(addresses: [cluster.url])])
            let resource = try await cluster.wait(for: "a rollback") {
                $0[["status", "history"]]?.elements?.first?["operation"] == "rollback"
                    && $0[["status", "counts", "held"]] == 1
            }
            #expect(try await cluster.git("rev-parse", "main") == merged)
            #expect(resource[["status", "rollout"]] == nil)
        }
        #expect(github.pulls.count == 2 && github.problems == [])
        #expect(try await cluster.git("show", "\(github.pulls[1].head):api.yaml").hasSuffix("team/api:1.2.3\"}]}"))
    }

    @Test(arguments: [("ProgressDeadlineExceeded", true), ("NewReplicaSetAvailable", false)])
    func aDeploymentThatIsGivenUpIsSeen(_ reason: String, _ isFailure: Bool) throws {
        let text = """
            {"metadata": {"name": "api", "namespace": "prod"},
             "spec": {"template": {"spec": {"containers": [{"name": "api", "image": "r/a@sha256:1"}]}}},
             "status": {"conditions": [{"type": "Progressing", "status": "False", "reason": "\(reason)",
              "message": "has timed out progressing."}]}}
            """
        let deployment = try JSONDecoder().decode(Deployment.self, from: Data(text.utf8))
        let failure = deployment.failure { $0 == "r/a@sha256:1" }
        #expect((failure != nil) == isFailure)
        #expect(failure.map { $0.words == "Deployment prod/api: \(reason): has timed out progressing." } != false)
        #expect(deployment.failure { $0 == "another" } == nil)
    }

    private func failure(_ state: String) throws -> RolloutFailure? {
        var object = Self.pod("api", image: "r/a@sha256:1", try APIJSON(parsing: state))
        object["apiVersion"] = "v1"
        let pod = try JSONDecoder().decode(Pod.self, from: Data(object.bytes))
        #expect(pod.failure { $0 == "another" } == nil)
        return pod.failure { $0 == "r/a@sha256:1" }
    }
}
