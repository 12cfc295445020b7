import Foundation
import PinnaceTestSupport
import Testing

/// The CI files in examples/ do what they say, step by step, on a clean machine with servers on loopback.
@Suite struct ScheduledPinningTests {
    private static let gitHub = "examples/ci/github-actions.yaml"
    private static let gitLab = "examples/ci/gitlab-ci.yml"

    @Test func gitHubPinsAndPushes() async throws {
        let runner = try await gitHubRunner()
        let steps = { try await runner.run("Log in to the registry", "Prepare git", "Pin and push") }
        try await steps()
        try await runner.expectPinned(on: "main", commits: 2)
        try await steps()
        try await runner.expectPinned(on: "main", commits: 2)
        try await runner.expectNoPasswordOnDisk()
    }

    /// The job's own variables tell the forge and its token.
    @Test func gitHubProposesAPullRequest() async throws {
        let github = try ScriptedGitHub(token: "git secret")
        let runner = try await ScheduledPinning(Self.gitHub, user: "x-access-token", refusesForce: false) {
            [
                "GITHUB_TOKEN": $1, "GITHUB_SERVER_URL": String($0.dropLast("/team/config.git".count)),
                "GITHUB_API_URL": github.address,
            ]
        }
        for _ in 1...2 {
            try await runner.run("Log in to the registry", "Prepare git", "Pin in a pull request")
            try await runner.expectPinned(on: "pinnace/update/main", commits: 2)
        }
        #expect(github.pulls.map(\.head) == ["pinnace/update/main"])
        #expect(github.problems == [])
        #expect(try await runner.server.commitCount("main") == 1)
    }

    @Test func gitLabPinsAndPushes() async throws {
        let runner = try await gitLabRunner()
        for _ in 1...2 {
            try await runner.detach()
            try await runner.run("Log in to the registry", "Prepare git", "Pin and push")
            try await runner.expectPinned(on: "main", commits: 2)
        }
        try await runner.expectNoPasswordOnDisk()
    }

    @Test func gitLabProposesAMergeRequest() async throws {
        let path = "/api/v4/projects/team%2Fconfig/merge_requests"
        let gitlab = try ScriptedHTTPServer.start { request in
            guard request.path == path, request[header: "Authorization"] == "Bearer git secret" else {
                return .status(401)
            }
            guard request.method == "POST" else { return .text("[]") }
            return .text(
                #"{"iid": 1, "web_url": "https://gitlab.example.com/1", "title": "x", "state": "opened"}"#, status: 201)
        }
        defer { gitlab.stop() }
        let runner = try await ScheduledPinning(Self.gitLab, user: "pinnace") {
            Self.gitLabVariables($0, $1).merging([
                "CI_SERVER_URL": String($0.dropLast("/team/config.git".count)),
                "CI_API_V4_URL": gitlab.url("/api/v4").absoluteString,
            ]) { $1 }
        }
        try await runner.detach()
        try await runner.run("Log in to the registry", "Prepare git", "Pin in a merge request")
        try await runner.expectPinned(on: "pinnace/update/main", commits: 2)
        #expect(gitlab.requests.last?.text.contains(#""source_branch":"pinnace/update/main""#) == true)
        #expect(try await runner.server.commitCount("main") == 1)
    }

    @Test(arguments: [gitHub, gitLab])
    func everyStepIsSoundShell(file: String) async throws {
        let workflow = WorkflowFile(try ProjectFiles.text(file))
        let proposal = file == Self.gitHub ? "Pin in a pull request" : "Pin in a merge request"
        for step in ["Install Pinnace", "Log in to the registry", "Prepare git", "Pin and push", proposal] {
            let script = try workflow.script(step)
            #expect(!script.contains("${{"), "a value pasted into the shell of '\(step)' could be shell itself")
            try await Command.run("bash", ["-n"], input: Array(script.utf8)).checked()
        }
    }

    private func gitHubRunner() async throws -> ScheduledPinning {
        try await ScheduledPinning(Self.gitHub, user: "x-access-token") { _, password in
            ["GITHUB_TOKEN": password]
        }
    }

    private func gitLabRunner() async throws -> ScheduledPinning {
        try await ScheduledPinning(Self.gitLab, user: "pinnace", variables: Self.gitLabVariables)
    }

    private static func gitLabVariables(_ url: String, _ password: String) -> [String: String] {
        [
            "CI_PROJECT_URL": String(url.dropLast(".git".count)),
            "CI_COMMIT_BRANCH": "main",
            "CI_SERVER_HOST": "gitlab.example.com",
            "PINNACE_TOKEN": password,
        ]
    }
}
