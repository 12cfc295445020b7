package import Forges
package import GitStore

/// A GitHub App as git's user, for the server of one repository and no other.
package struct GitHubAppCredentials: GitCredentialProvider {
    private let url: GitRemoteURL
    private let app: GitHubAppPassword

    /// - Parameters:
    ///   - tokens: with what the operator says of the app.
    ///   - selection: says whether the URL is one of GitHub's. A server that only the URL names is not asked to trade: what
    ///     the app signs is as good at GitHub's own.
    /// - Returns: `nil` where there is no app, and for a repository elsewhere.
    /// - Throws: `.invalidSetting` where half of an app is named.
    package init?(_ tokens: ForgeTokens, _ selection: ForgeSelection, for url: GitRemoteURL) throws(ForgeError) {
        guard url.scheme == .https || url.scheme == .http && url.isLoopback else { return nil }
        let repository: ForgeRepository
        do throws(ForgeError) {
            repository = try selection.repository(ForgeGitURL(url))
        } catch {
            guard error.code == .unknownForge else { throw error }
            return nil
        }
        guard let app = try tokens.gitPassword(for: repository) else { return nil }
        self.url = url
        self.app = app
    }

    package func credential(for url: GitRemoteURL) async throws(GitError) -> GitCredential? {
        guard url.origin == self.url.origin else { return nil }
        return .basic(
            user: GitHubAppPassword.user,
            password: try await signedIn { () async throws(ForgeError) in try await app.current() })
    }

    package func unasked(for url: GitRemoteURL) async throws(GitError) -> GitCredential? {
        try await credential(for: url)
    }

    package func renewed(_ refused: GitCredential, for url: GitRemoteURL) async throws(GitError) -> GitCredential? {
        guard url.origin == self.url.origin, case .basic(GitHubAppPassword.user, let password) = refused else {
            return nil
        }
        let another = try await signedIn { () async throws(ForgeError) in try await app.renewed(password) }
        return another.map { .basic(user: GitHubAppPassword.user, password: $0) }
    }

    private func signedIn<Value: Sendable>(
        _ body: () async throws(ForgeError) -> Value
    ) async throws(GitError) -> Value {
        do throws(ForgeError) {
            return try await body()
        } catch {
            throw GitError(
                Self.code(error), operation: "sign in as a GitHub App at \(url)", message: error.description)
        }
    }

    private static func code(_ error: ForgeError) -> GitError.Code {
        switch error.code {
        case .unreachable: .connectionFailed
        case .server, .rateLimited, .invalidAnswer: .server
        case .cancelled: .cancelled
        default: .authentication
        }
    }
}

extension ForgeGitURL {
    package init(_ url: GitRemoteURL) {
        self.init(scheme: url.scheme.rawValue, host: url.host, port: url.port, path: url.path)
    }
}
