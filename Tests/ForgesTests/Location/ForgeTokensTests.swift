import Foundation
import HTTPTransport
import Testing

@testable import Forges

@Suite struct ForgeTokensTests {
    private static func header(
        _ kind: ForgeKind, _ api: String, _ environment: [String: String]
    ) async throws -> String {
        let url = try #require(URL(string: api))
        let repository = ForgeRepository(kind: kind, api: url, host: "git.example.com", path: ["a", "b"])
        let tokens = ForgeTokens(environment: environment, http: CURLClient(HTTPClientConfiguration()))
        let header = try await tokens.authorization(for: repository).header()
        return "\(header.name): \(header.value.reveal())"
    }

    @Test(arguments: [
        (ForgeKind.github, "https://api.github.com", ["GITHUB_TOKEN": "t"], "Bearer t"),
        (
            .github, "https://api.github.com", ["GITHUB_TOKEN": "t", "GH_TOKEN": "g", "PINNACE_FORGE_TOKEN": ""],
            "Bearer g"
        ),
        (.github, "https://api.github.com", ["GITHUB_TOKEN": "t", "PINNACE_FORGE_TOKEN": "p"], "Bearer p"),
        (.github, "https://ghe.example.com/api/v3", ["GITHUB_TOKEN": "t", "GH_ENTERPRISE_TOKEN": "e"], "Bearer e"),
        (
            .github, "https://ghe.example.com/api/v3",
            [
                "GITHUB_TOKEN": "t", "GITHUB_SERVER_URL": "https://ghe.example.com",
                "GITHUB_API_URL": "https://ghe.example.com/api/v3",
            ],
            "Bearer t"
        ),
        (.gitlab, "https://gitlab.com/api/v4", ["GITLAB_TOKEN": "t", "CI_JOB_TOKEN": "j"], "Bearer t"),
        (.gitea, "https://codeberg.org/api/v1", ["FORGEJO_TOKEN": "t"], "token t"),
        (.bitbucket, "https://api.bitbucket.org/2.0", ["BITBUCKET_TOKEN": "t"], "Bearer t"),
        (
            .bitbucket, "https://api.bitbucket.org/2.0", ["BITBUCKET_APP_PASSWORD": "t", "BITBUCKET_USERNAME": "u"],
            "Basic dTp0"
        ),
        (.azure, "https://dev.azure.com", ["AZURE_DEVOPS_EXT_PAT": "t"], "Basic OnQ="),
        (.azure, "https://dev.azure.com", ["SYSTEM_ACCESSTOKEN": "t"], "Bearer t"),
    ])
    func eachForgesOwnForm(_ kind: ForgeKind, _ api: String, _ environment: [String: String], _ value: String)
        async throws
    {
        #expect(try await Self.header(kind, api, environment) == "Authorization: \(value)")
    }

    /// A token of github.com goes to no other server.
    @Test func whereNoneIsSet() async throws {
        let error = await #expect(throws: ForgeError.self) {
            try await Self.header(.github, "https://ghe.example.com/api/v3", ["GITHUB_TOKEN": "t", "GH_TOKEN": "g"])
        }
        #expect(
            error?.description == "git.example.com/a/b: no token is set for it; set one of PINNACE_FORGE_TOKEN, "
                + "GH_ENTERPRISE_TOKEN, GITHUB_ENTERPRISE_TOKEN")
    }
}
