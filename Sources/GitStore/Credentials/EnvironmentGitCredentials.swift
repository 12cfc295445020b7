internal import HTTPTransport

/// `PINNACE_GIT_TOKEN` (and `PINNACE_GIT_USERNAME`), for one origin and no other: that of `PINNACE_GIT_HOST`, else that
/// of the URL which the operator gave.
package struct EnvironmentGitCredentials: GitCredentialProvider {
    private let token: Secret?
    private let user: String?
    private let origins: Set<String>

    /// Works with the tokens of GitHub, GitLab, Gitea and Bitbucket, where no user name is given.
    private static let anyUser = "x-access-token"

    /// - Parameter url: from the command line or the operator's settings, never from a repository's own files.
    package init(_ environment: [String: String], given url: GitRemoteURL?) {
        token = environment["PINNACE_GIT_TOKEN"].flatMap { $0.isEmpty ? nil : Secret($0) }
        user = environment["PINNACE_GIT_USERNAME"].flatMap { $0.isEmpty ? nil : $0 }
        if let host = environment["PINNACE_GIT_HOST"], !host.isEmpty {
            origins = Self.origins(ofHost: host)
        } else {
            origins = url.map { [$0.origin] } ?? []
        }
    }

    package func credential(for url: GitRemoteURL) -> GitCredential? {
        guard let token, origins.contains(url.origin) else { return nil }
        return .basic(user: user ?? url.user ?? Self.anyUser, password: token)
    }

    package func unasked(for url: GitRemoteURL) -> GitCredential? { credential(for: url) }

    /// `host`, `host:port` or a URL. Without a scheme, plain HTTP is meant on the loopback address alone.
    private static func origins(ofHost host: String) -> Set<String> {
        let text = host.contains("://") ? host : "https://\(host)"
        guard let url = try? GitRemoteURL(text.hasSuffix("/") ? text : text + "/") else { return [] }
        guard !host.contains("://"), url.isLoopback, let plain = try? GitRemoteURL("http://\(url.authority)/") else {
            return [url.origin]
        }
        return [url.origin, plain.origin]
    }
}
