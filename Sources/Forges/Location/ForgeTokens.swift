package import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Finds the token for a forge in the environment, under the names that its own tools use.
///
/// A token goes to the forge that its name says, and one of github.com's to no other server.
package struct ForgeTokens: Sendable {
    private let environment: [String: String]
    private let http: any HTTPClient
    private let apps: GitHubAppTokens

    /// - Parameter apps: what GitHub Apps were given before.
    package init(environment: [String: String], http: any HTTPClient, apps: GitHubAppTokens = GitHubAppTokens()) {
        self.environment = environment
        self.http = http
        self.apps = apps
    }

    /// - Throws: `.unauthorized` where none is set, with the names that are looked for.
    package func authorization(for repository: ForgeRepository) throws(ForgeError) -> ForgeAuthorization {
        if let app = try app(for: repository) {
            return ForgeAuthorization(
                renewing: { () async throws(ForgeError) in try await app.header() },
                forget: { app.forget($0) })
        }
        let names = Self.general + names(repository)
        guard let (name, token) = names.lazy.compactMap({ name in value(name).map { (name, $0) } }).first else {
            throw ForgeError(
                .unauthorized, subject: repository.name,
                "no token is set for it; set one of \(names.joined(separator: ", "))")
        }
        return ForgeAuthorization(header(repository.kind, name, token))
    }

    /// What git is given for a repository, where an app is set.
    ///
    /// - Throws: `.invalidSetting` where half of an app is.
    package func gitPassword(for repository: ForgeRepository) throws(ForgeError) -> GitHubAppPassword? {
        try app(for: repository).map { GitHubAppPassword($0) }
    }

    private func app(for repository: ForgeRepository) throws(ForgeError) -> GitHubApp? {
        repository.kind == .github ? try GitHubApp(environment, repository, http, apps) : nil
    }

    private static let general = ["PINNACE_FORGE_TOKEN"]

    private func names(_ repository: ForgeRepository) -> [String] {
        switch repository.kind {
        case .github:
            isGitHubsOwn(repository)
                ? ["GH_TOKEN", "GITHUB_TOKEN"] : ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"]
        case .gitlab: ["GITLAB_TOKEN"]
        case .gitea: ["GITEA_TOKEN", "FORGEJO_TOKEN"]
        case .bitbucket: ["BITBUCKET_TOKEN", "BITBUCKET_API_TOKEN", "BITBUCKET_APP_PASSWORD"]
        case .azure: ["AZURE_DEVOPS_EXT_PAT", "SYSTEM_ACCESSTOKEN"]
        }
    }

    /// `gh` keeps tokens of github.com and of servers apart, too. In a job, `GITHUB_TOKEN` belongs to the job's server.
    private func isGitHubsOwn(_ repository: ForgeRepository) -> Bool {
        let host = repository.api.host() ?? ""
        if host == "api.github.com" || host.hasSuffix(".ghe.com") { return true }
        let job = ["GITHUB_SERVER_URL", "GITHUB_API_URL"].compactMap { value($0).flatMap(URL.init(string:)) }
        return job.count == 2 && job[1] == repository.api
    }

    private func header(_ kind: ForgeKind, _ name: String, _ token: String) -> ForgeAuthorization.Header {
        let secret = Secret(token)
        let value: Secret =
            switch kind {
            case .github, .gitlab: .bearer(secret)
            case .gitea: Secret("token \(token)")
            case .bitbucket:
                (value("BITBUCKET_EMAIL") ?? value("BITBUCKET_USERNAME"))
                    .map { .basic(user: $0, password: secret) } ?? .bearer(secret)
            case .azure: name == "SYSTEM_ACCESSTOKEN" ? .bearer(secret) : .basic(user: "", password: secret)
            }
        return ForgeAuthorization.Header("Authorization", value)
    }

    private func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
}
