import Foundation
import Testing

@testable import Forges

@Suite struct ForgeSelectionTests {
    private static func found(
        _ scheme: String, _ host: String, _ port: Int?, _ path: String, told: String? = nil,
        environment: [String: String] = [:]
    ) throws -> String {
        let selection = ForgeSelection(
            told: try told.map { try .init($0, subject: "--forge") }, environment: environment)
        let found = try selection.repository(ForgeGitURL(scheme: scheme, host: host, port: port, path: path))
        return "\(found.kind) \(found.api.absoluteString) \(found.path.joined(separator: "|"))"
    }

    @Test(arguments: [
        ("https", "github.com", "/team/config.git", "github https://api.github.com team|config"),
        ("ssh", "GitHub.com", "team/config.git", "github https://api.github.com team|config"),
        ("ssh", "ssh.github.com", "/team/config", "github https://api.github.com team|config"),
        ("https", "acme.ghe.com", "/team/config", "github https://api.acme.ghe.com team|config"),
        ("https", "gitlab.com", "/group/sub/config.git", "gitlab https://gitlab.com/api/v4 group|sub|config"),
        ("https", "codeberg.org", "/team/config/", "gitea https://codeberg.org/api/v1 team|config"),
        ("ssh", "bitbucket.org", "team/config.git", "bitbucket https://api.bitbucket.org/2.0 team|config"),
        (
            "https", "dev.azure.com", "/org/My%20Project/_git/config",
            "azure https://dev.azure.com org|My Project|config"
        ),
        ("https", "dev.azure.com", "/org/_git/config", "azure https://dev.azure.com org|config|config"),
        ("ssh", "ssh.dev.azure.com", "v3/org/project/config", "azure https://dev.azure.com org|project|config"),
        (
            "https", "org.visualstudio.com", "/DefaultCollection/project/_git/config",
            "azure https://dev.azure.com org|project|config"
        ),
    ])
    func hostsThatEverybodyKnows(_ scheme: String, _ host: String, _ path: String, _ expected: String) throws {
        #expect(try Self.found(scheme, host, nil, path) == expected)
    }

    @Test(arguments: [
        ("https", nil, "/team/config.git", "github", "github https://git.example.com/api/v3 team|config"),
        ("https", 8443, "/team/config.git", "gitea", "gitea https://git.example.com:8443/api/v1 team|config"),
        ("ssh", 2222, "team/config.git", "gitlab", "gitlab https://git.example.com/api/v4 team|config"),
        (
            "https", nil, "/lab/a/b/c.git", "gitlab=https://git.example.com/lab/api/v4/",
            "gitlab https://git.example.com/lab/api/v4 a|b|c"
        ),
        (
            "https", nil, "/tfs/Main/project/_git/config", "azure=https://git.example.com/tfs",
            "azure https://git.example.com/tfs Main|project|config"
        ),
        (
            "ssh", nil, "team/config", "github=https://api.example.com/api/v3",
            "github https://api.example.com/api/v3 team|config"
        ),
    ])
    func serversThatTheOperatorNames(
        _ scheme: String, _ port: Int?, _ path: String, _ told: String, _ expected: String
    ) throws {
        #expect(try Self.found(scheme, "git.example.com", port, path, told: told) == expected)
    }

    @Test func aJobsOwnServer() throws {
        let github = [
            "GITHUB_SERVER_URL": "https://git.example.com", "GITHUB_API_URL": "https://git.example.com/api/v3",
        ]
        #expect(
            try Self.found("https", "git.example.com", nil, "/a/b", environment: github)
                == "github https://git.example.com/api/v3 a|b")
        let gitea = [
            "GITHUB_SERVER_URL": "https://git.example.com", "GITHUB_API_URL": "https://git.example.com/api/v1",
            "GITEA_ACTIONS": "true",
        ]
        #expect(
            try Self.found("ssh", "git.example.com", nil, "a/b", environment: gitea)
                == "gitea https://git.example.com/api/v1 a|b")
        let gitlab = [
            "CI_SERVER_URL": "https://git.example.com:8443", "CI_API_V4_URL": "https://git.example.com:8443/api/v4",
        ]
        #expect(
            try Self.found("https", "git.example.com", 8443, "/a/b", environment: gitlab)
                == "gitlab https://git.example.com:8443/api/v4 a|b")
        #expect(throws: ForgeError.self) {
            try Self.found("https", "other.example.com", nil, "/a/b", environment: github)
        }
    }

    @Test(
        arguments: [
            (
                "https", "git.example.com", "/a/b", nil,
                "git.example.com: which forge this is is not known; say --forge KIND or PINNACE_FORGE=KIND, with KIND one of "
                    + "github, gitlab, gitea, bitbucket, azure, or KIND=URL with the address of its API"
            ),
            (
                "https", "github.com.evil.example", "/a/b", nil,
                "github.com.evil.example: which forge this is is not known; say --forge KIND or PINNACE_FORGE=KIND, with KIND one "
                    + "of github, gitlab, gitea, bitbucket, azure, or KIND=URL with the address of its API"
            ),
            ("https", "github.com", "/a", nil, "github.com: '/a' does not name an owner and a repository"),
            ("https", "github.com", "/../a", nil, "github.com: '/../a' does not name an owner and a repository"),
            (
                "https", "dev.azure.com", "/a/b", nil,
                "dev.azure.com: '/a/b' does not name organisation, project and repository"
            ),
            (
                "https", "git.example.com", "/a/b", "hub",
                "--forge: 'hub' is not one of github, gitlab, gitea, bitbucket, azure"
            ),
            (
                "https", "git.example.com", "/a/b", "github=ftp://x",
                "--forge: it is not an http or https address without user and query"
            ),
            (
                "https", "git.example.com", "/a/b", "github=https://me:x@y/",
                "--forge: it is not an http or https address without user and query"
            ),
            (
                "https", "git.example.com", "/a/b", "bitbucket",
                "git.example.com: only Bitbucket Cloud is spoken to, which is at bitbucket.org"
            ),
        ] as [(String, String, String, String?, String)])
    func whatIsNotKnownIsSaid(_ scheme: String, _ host: String, _ path: String, _ told: String?, _ message: String) {
        let error = #expect(throws: ForgeError.self) { try Self.found(scheme, host, nil, path, told: told) }
        #expect(error?.description == message)
    }
}
