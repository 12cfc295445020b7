package import HTTPTransport

/// What a git server accepts.
package enum GitCredential: Sendable, Hashable {
    /// A token goes where the password does; which user name stands beside it depends on the server.
    case basic(user: String, password: Secret)
    case bearer(Secret)
}

/// Knows the credentials of git servers over HTTP. SSH has its own keys and agents.
package protocol GitCredentialProvider: Sendable {
    /// The credential for a repository, `nil` where there is none. Asked once, when the server says 401; after a
    /// redirect with the URL of the server that said it, so that an answer can depend on the host.
    func credential(for url: GitRemoteURL) async throws(GitError) -> GitCredential?

    /// What is meant for this very server, and shown before it asks: some say 404 to whoever they do not know. Never what
    /// a program or a person would have to be asked for.
    func unasked(for url: GitRemoteURL) async throws(GitError) -> GitCredential?

    /// Another in the place of one that it gave and the server refused; `nil` where there is none. Asked once.
    func renewed(_ refused: GitCredential, for url: GitRemoteURL) async throws(GitError) -> GitCredential?
}

extension GitCredentialProvider {
    package func unasked(for url: GitRemoteURL) async throws(GitError) -> GitCredential? { nil }

    package func renewed(_ refused: GitCredential, for url: GitRemoteURL) async throws(GitError) -> GitCredential? {
        nil
    }
}

/// Asks one provider after the other; the first answer counts.
package struct GitCredentialChain: GitCredentialProvider {
    private let providers: [any GitCredentialProvider]

    package init(_ providers: [any GitCredentialProvider]) {
        self.providers = providers
    }

    package func credential(for url: GitRemoteURL) async throws(GitError) -> GitCredential? {
        for provider in providers {
            if let credential = try await provider.credential(for: url) { return credential }
        }
        return nil
    }

    /// Of the first that has one, as for ``credential(for:)``: none of another that comes behind.
    package func unasked(for url: GitRemoteURL) async throws(GitError) -> GitCredential? {
        for provider in providers {
            if let credential = try await provider.unasked(for: url) { return credential }
        }
        return nil
    }

    package func renewed(_ refused: GitCredential, for url: GitRemoteURL) async throws(GitError) -> GitCredential? {
        for provider in providers {
            if let credential = try await provider.renewed(refused, for: url) { return credential }
        }
        return nil
    }
}

extension GitCredentialChain {
    /// What people expect: the token of the environment, then an app of theirs, then what a CI's checkout left, then
    /// netrc, then git's own helpers.
    ///
    /// - Parameters:
    ///   - url: from the command line or the operator's settings, never from a repository's own files.
    ///   - repository: a work tree, where git's helpers run.
    ///   - settings: what may hold a CI's token.
    ///   - app: acts in the place of a person.
    package static func standard(
        _ environment: [String: String], given url: GitRemoteURL?, repository: GitRepository? = nil,
        settings: GitHTTPSettings = .none, app: (any GitCredentialProvider)? = nil
    ) -> GitCredentialChain {
        var providers: [any GitCredentialProvider] = [EnvironmentGitCredentials(environment, given: url)]
        if let app { providers.append(app) }
        providers.append(ExtraHeaderCredentials(settings))
        providers.append(NetrcCredentials(environment))
        providers.append(GitHelperCredentials(environment, directory: repository?.workTree))
        return GitCredentialChain(providers)
    }
}
