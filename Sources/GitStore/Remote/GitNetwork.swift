package import HTTPTransport

/// What talking to remotes takes.
package struct GitNetwork: Sendable {
    /// `nil`: only files and SSH.
    package var http: (any HTTPClient)?
    package var credentials: any GitCredentialProvider
    /// Headers for the repository's server; they go to the origin of its URL alone.
    package var headers: [String: Secret]
    /// What `ssh` is told by the environment (`GIT_SSH_COMMAND`, `HOME`, `SSH_AUTH_SOCK`…).
    package var environment: [String: String]
    /// Fails when a server was silent for so long. Servers send something every few seconds while they work.
    package var idleTimeout: Duration
    /// Bytes of a request kept in memory; a larger pack is spooled to a file without a name.
    package var memoryLimit: Int

    package init(
        http: (any HTTPClient)? = nil,
        credentials: any GitCredentialProvider = GitCredentialChain([]),
        headers: [String: Secret] = [:],
        environment: [String: String] = [:],
        idleTimeout: Duration = .seconds(60),
        memoryLimit: Int = 4 << 20
    ) {
        self.http = http
        self.credentials = credentials
        self.headers = headers
        self.environment = environment
        self.idleTimeout = idleTimeout
        self.memoryLimit = memoryLimit
    }
}
