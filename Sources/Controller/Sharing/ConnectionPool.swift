import GitStore
import HTTPTransport

/// HTTP clients for git servers: one for all, and one of its own for each secret that brings an authority.
actor ConnectionPool {
    private let shared: CURLClient
    private let configuration: HTTPClientConfiguration
    private let capacity = 16
    private var own: [String: CURLClient] = [:]

    init(_ shared: CURLClient, _ configuration: HTTPClientConfiguration) {
        self.shared = shared
        self.configuration = configuration
    }

    func client(for url: GitRemoteURL, _ secret: GitSecret) -> CURLClient {
        guard let authority = secret.authority, url.scheme == .https else { return shared }
        let key = "\(secret.fingerprint) \(url.origin)"
        if let client = own[key] { return client }
        var configuration = configuration
        configuration.tls[url.authority] = HTTPHostTLS(additionalAuthorities: [.bytes(authority)])
        if own.count >= capacity { own.removeAll() }
        let client = CURLClient(configuration)
        own[key] = client
        return client
    }
}
