import GitStore
import HTTPTransport
import KubernetesAPI

/// HTTP clients for git servers: one for all, and one of its own for each secret that brings an authority or a client's
/// certificate.
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
        guard secret.authority != nil || secret.certificate != nil, url.scheme == .https else { return shared }
        let key = "\(secret.fingerprint) \(url.origin)"
        if let client = own[key] { return client }
        var configuration = configuration
        configuration.tls[url.authority] = HTTPHostTLS(
            additionalAuthorities: secret.authority.map { [.bytes($0)] } ?? [],
            clientCertificate: secret.certificate.map { .bytes(Array($0.certificate.reveal().utf8)) },
            clientKey: secret.certificate.map { .bytes(Array($0.key.reveal().utf8)) })
        if own.count >= capacity { own.removeAll() }
        let client = CURLClient(configuration)
        own[key] = client
        return client
    }
}
