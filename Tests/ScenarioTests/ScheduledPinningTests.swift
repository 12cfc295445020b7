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

    @Test func gitHubProposesABranch() async throws {
        let runner = try await gitHubRunner()
        try await runner.run("Log in to the registry", "Prepare git", "Pin on a branch")
        try await runner.expectPinned(on: "pinnace/pins", commits: 2)
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

    @Test func gitLabProposesABranch() async throws {
        let runner = try await gitLabRunner()
        try await runner.detach()
        try await runner.run(
            "Log in to the registry",
            "Prepare git",
            "Pin on a branch and open the merge request"
        )
        try await runner.expectPinned(on: "pinnace/pins", commits: 2)
        #expect(try await runner.server.commitCount("main") == 1)
    }

    @Test(arguments: [gitHub, gitLab])
    func everyStepIsSoundShell(file: String) async throws {
        let workflow = WorkflowFile(try ProjectFiles.text(file))
        let proposal =
            file == Self.gitHub
            ? ["Pin on a branch", "Open the pull request"] : ["Pin on a branch and open the merge request"]
        for step in ["Install Pinnace", "Log in to the registry", "Prepare git", "Pin and push"] + proposal {
            let script = try workflow.script(step)
            #expect(!script.contains("${{"), "a value pasted into the shell of '\(step)' could be shell itself")
            try await Command.run("bash", ["-n"], input: Array(script.utf8)).checked()
        }
    }

    private func gitHubRunner() async throws -> ScheduledPinning {
        try await ScheduledPinning(Self.gitHub, user: "x-access-token") { _, password in
            ["BRANCH": "main", "GITHUB_TOKEN": password]
        }
    }

    private func gitLabRunner() async throws -> ScheduledPinning {
        try await ScheduledPinning(Self.gitLab, user: "pinnace") { url, password in
            [
                "CI_PROJECT_URL": String(url.dropLast(".git".count)),
                "CI_COMMIT_BRANCH": "main",
                "CI_SERVER_HOST": "gitlab.example.com",
                "PINNACE_TOKEN": password,
            ]
        }
    }
}
