import Foundation
import PinnaceTestSupport
import Testing

@testable import Controller

/// Where a resource's commits go, and who stands for them.
@Suite struct PublicationTests {
    private func cluster(_ files: [String: String] = [:]) async throws -> (Cluster, digest: String) {
        let cluster = try await Cluster.start(["api.yaml": Cluster.pod].merging(files) { $1 })
        let digest = try await cluster.registry.push(
            ImageBuilder(seed: "api").index(), to: "team/api", tag: "1.2.3")
        return (cluster, digest)
    }

    @Test func changesWaitInAPullRequestAndTheStatusNamesIt() async throws {
        let (cluster, digest) = try await cluster()
        let github = try ScriptedGitHub()
        cluster.secret("forge", ["token": "\(ScriptedGitHub.token)\n"])
        let before = try await cluster.git("rev-parse", "main")
        try await cluster.apply([
            "publish": [
                "mode": "pull-request", "forge": .string(github.option), "secretRef": ["name": "forge"],
            ]
        ])
        let resource = try await cluster.running(cluster.controller()) {
            let resource = try await cluster.wait(for: "a pull request") { $0.isReady }
            #expect(
                try await cluster.event("Offered")["note"]?.text
                    == "opened pull request 1 with 1 changes: https://ghe.example.com/team/config/pull/1")
            return resource
        }
        #expect(resource[["status", "pullRequest"]] == "https://ghe.example.com/team/config/pull/1")
        #expect(resource[["status", "counts", "pending"]] == 1)
        #expect(resource[["status", "lastCommit"]] == nil)
        #expect(try await cluster.git("rev-parse", "main") == before)
        let offered = try await cluster.git("show", "pinnace/update/main:api.yaml")
        #expect(offered.contains("team/api:1.2.3@\(digest)"))
        #expect(github.pulls.count == 1 && github.problems == [])
    }

    @Test func theConfigurationDecidesWhereTheResourceSaysNothing() async throws {
        let (cluster, _) = try await cluster([
            ".pinnace/config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\npublish: {mode: branch}\n"
        ])
        let before = try await cluster.git("rev-parse", "main")
        try await cluster.apply()
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a branch") { $0.isReady }
        }
        #expect(resource.condition("Ready")?["message"] == "1 reference, 1 offered on pinnace/update/main")
        #expect(try await cluster.git("rev-parse", "main") == before)
        #expect(try await cluster.git("rev-parse", "pinnace/update/main^") == before)
    }

    @Test func aForgeThatNobodyKnowsStallsAndSaysHowToTellIt() async throws {
        let (cluster, _) = try await cluster()
        try await cluster.apply(["publish": ["mode": "pull-request"]])
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a failure") { $0.condition("Stalled") != nil }
        }
        #expect(resource.condition("Ready")?["reason"] == "ConfigurationInvalid")
        #expect(resource.condition("Ready")?["message"]?.text?.contains("which forge this is is not known") == true)
    }

    @Test func commitsAreSignedWithTheKeyOfASecret() async throws {
        let (cluster, _) = try await cluster()
        let scratch = try GitScratch()
        let key = try await SSHSigningKey(
            scratch, signer: "pinnace@pinnace.dev", environment: ProcessInfo.processInfo.environment)
        cluster.secret("signing", ["ssh-privatekey": try String(contentsOfFile: key.path, encoding: .utf8)])
        try await cluster.apply(["signing": ["secretRef": ["name": "signing"]]])
        _ = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a commit") { $0[["status", "lastCommit"]] != nil }
        }
        _ = try await cluster.git(
            "-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile=\(key.allowedSigners)", "verify-commit", "main")
    }

    @Test func aRepositoryThatWantsSignaturesGetsNoOtherCommit() async throws {
        let (cluster, _) = try await cluster([
            ".pinnace/config.yaml": "apiVersion: pinnace.dev/v1alpha1\nkind: Config\ncommit: {sign: any}\n"
        ])
        let before = try await cluster.git("rev-parse", "main")
        try await cluster.apply()
        let resource = try await cluster.running(cluster.controller()) {
            try await cluster.wait(for: "a failure") { $0.condition("Stalled") != nil }
        }
        #expect(
            resource.condition("Ready")?["message"]
                == "commit.sign: the repository wants commits signed (any): name a Secret with an SSH key in spec.signing"
        )
        #expect(try await cluster.git("rev-parse", "main") == before)
    }
}
