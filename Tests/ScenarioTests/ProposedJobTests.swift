import Foundation
import PinnaceTestSupport
import Testing

/// The jobs that `init --ci` writes do what they say, on a clean machine with servers on loopback. Who a cloud lets in is
/// not asked here: the registry takes a password, as Docker would keep it.
@Suite struct ProposedJobTests {
    @Test func gitHubPinsAndPushes() async throws {
        let runner = try await runner("github", user: "x-access-token") { _, password in ["GITHUB_TOKEN": password] }
        for _ in 1...2 {
            try await runner.run("Prepare git", "Pin and push")
            try await runner.expectPinned(on: "main", commits: 2)
        }
        try await runner.expectNoPasswordOnDisk()
    }

    @Test func gitLabPinsAndPushes() async throws {
        let runner = try await runner("gitlab", user: "pinnace") { url, password in
            [
                "CI_PROJECT_URL": String(url.dropLast(".git".count)), "CI_COMMIT_BRANCH": "main",
                "CI_SERVER_HOST": "gitlab.example.com", "PINNACE_TOKEN": password, "GOOGLE_ID_TOKEN": "a.b.c",
                "GOOGLE_WORKLOAD_IDENTITY_PROVIDER": "projects/1/p", "GOOGLE_SERVICE_ACCOUNT": "pins@shop.example",
            ]
        }
        try await runner.detach()
        try await runner.run("Log in to the cloud", "Prepare git", "Pin and push")
        try await runner.expectPinned(on: "main", commits: 2)
        #expect(try runner.homeFile("pinnace-login/google-token") == "a.b.c")
        let file = try runner.homeFile("pinnace-login/google.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let login = try decoder.decode(Federation.self, from: Data(file.utf8))
        #expect(login.type == "external_account" && login.audience == "//iam.googleapis.com/projects/1/p")
        #expect(
            login.serviceAccountImpersonationUrl.hasSuffix("/serviceAccounts/pins@shop.example:generateAccessToken"))
        #expect(login.credentialSource.file.hasSuffix("/pinnace-login/google-token"))
    }

    /// Without a checkout: it would have no history.
    @Test func cloudBuildPinsAndPushes() async throws {
        let text = try await text("cloudbuild")
        let runner = try await runner("cloudbuild", user: "x-access-token") { url, password in
            ["_REPOSITORY": url, "_BRANCH": "main", "PINNACE_GIT_TOKEN": password]
        }
        for _ in 1...2 {
            let steps = try lines(of: text, from: "export PINNACE_FORGE_TOKEN", to: "pinnace reconcile")
            try await runner.run(script: #"_PINNACE_OPTIONS="$PINNACE_OPTIONS""# + "\n" + steps)
            try await runner.expectPinned(on: "main", commits: 2)
        }
    }

    @Test func azurePinsAndPushes() async throws {
        let text = try await text("azure")
        let runner = try await runner("azure", user: "x-access-token") { _, password in
            ["BUILD_SOURCEBRANCH": "refs/heads/main", "PINNACE_GIT_TOKEN": password]
        }
        try await runner.detach()
        try await runner.run(script: try lines(of: text, from: "git config user.name", to: "git checkout"))
        try await runner.run(script: try lines(of: text, from: "pinnace reconcile", to: "pinnace reconcile"))
        try await runner.expectPinned(on: "main", commits: 2)
        try await runner.expectNoPasswordOnDisk()
    }

    private struct Federation: Decodable {
        struct Source: Decodable { let file: String }
        let type: String
        let audience: String
        let serviceAccountImpersonationUrl: String
        let credentialSource: Source
    }

    /// The file that is proposed for the repository that the runner checks out.
    private func text(_ service: String) async throws -> String {
        let work = try await GitFixture.make(ProxyRepository.files)
        return try await PinnaceBinary.run(["init", "--dry-run", "--ci", service], in: work.path).checked()
    }

    private func runner(
        _ service: String, user: String, _ variables: (_ url: String, _ password: String) -> [String: String]
    ) async throws -> ScheduledPinning {
        let account = Data(#"_json_key:{"type": "service_account"}"#.utf8).base64EncodedString()
        let login = #"{"auths": {"\#(ProxyRepository.targetHost)": {"auth": "\#(account)"}}}"#
        return try await ScheduledPinning(text: try await text(service), user: user) {
            variables($0, $1).merging(["DOCKER_AUTH_CONFIG": login]) { $1 }
        }
    }

    private func lines(of text: String, from first: String, to last: String) throws -> String {
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
        let start = try #require(lines.firstIndex { $0.hasPrefix(first) })
        let end = try #require(lines[start...].firstIndex { $0.hasPrefix(last) })
        return lines[start...end].joined(separator: "\n") + "\n"
    }
}
