import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// A Secret with a GitHub App, as Flux's users have it, is all that a repository needs.
@Suite struct GitHubAppSecretTests {
    private func secret(_ data: [String: String], in cluster: Cluster) {
        cluster.standIn.create(
            "secrets",
            [
                "metadata": ["name": "app", "namespace": "team-a"],
                "data": .object(data.mapValues { .string(Data($0.utf8).base64EncodedString()) }),
            ])
    }

    /// A token that the server takes back in the middle of its hour is asked for anew.
    @Test func commitsAndGetsAnotherTokenWhereOneIsRefused() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        _ = try await cluster.registry.push(ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        let directory = try TemporaryDirectory("github-app")
        try await ScriptedGitHubApp.key(directory.path("app.pem"))
        let app = try ScriptedGitHubApp(tokens: ["revoked", "good"])
        let scratch = try GitScratch()
        let root = URL(filePath: cluster.bare).deletingLastPathComponent().deletingLastPathComponent().path()
        let server = try await GitHTTPServer.start(root: root, basicAuth: ("x-access-token", "good"), in: scratch)
        secret(
            [
                "githubAppID": ScriptedGitHubApp.id, "githubAppPrivateKey": try directory.read("app.pem"),
                "githubAppBaseURL": app.address,
            ], in: cluster)
        try await cluster.apply(
            ["url": .string("\(server.url)/team/config.git"), "secretRef": ["name": "app"]], name: "apps", secret: nil)
        try await cluster.running(cluster.controller()) {
            _ = try await cluster.wait(for: "a commit") { $0[["status", "lastCommit"]] != nil }
            #expect(app.trades == 2)
            try await cluster.standIn.patch(
                "configrepositories", "team-a", "apps",
                ["metadata": ["annotations": ["reconcile.pinnace.dev/requestedAt": "now"]]])
            _ = try await cluster.wait(for: "a second run") {
                $0[["status", "lastHandledReconcileAt"]] == "now"
            }
        }
        #expect(app.trades == 2, "the runs share the token")
        withExtendedLifetime(server) {}
    }

    @Test func halfAnAppIsTold() async throws {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod])
        secret(["githubAppID": "7"], in: cluster)
        try await cluster.apply(["secretRef": ["name": "app"]], name: "apps", secret: nil)
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a failure") { $0.condition("Ready")?["status"] == "False" }
        }
        #expect(
            resource.condition("Ready")?["message"]?.text?.contains(
                "read secret team-a/app: githubAppID needs githubAppPrivateKey beside it") == true)
    }
}
