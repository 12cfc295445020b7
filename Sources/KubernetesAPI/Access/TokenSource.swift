package import HTTPTransport

/// Knows the credential of whoever asks.
package protocol TokenSource: Sendable {
    /// The bearer token; `nil` where a client certificate, or nothing, says who asks.
    func token() async throws(KubernetesError) -> Secret?
    /// The certificate to show instead of the one in ``ClusterAccess/tls``.
    func certificate() async throws(KubernetesError) -> ClientCertificate?
    /// The server did not take the credential: the next question is to bring another one.
    func refused() async
    /// Whether another one may come at all.
    var canRenew: Bool { get }
}

extension TokenSource {
    package func certificate() -> ClientCertificate? { nil }
    package var canRenew: Bool { true }
}

/// A client certificate with its key, as PEM.
package struct ClientCertificate: Hashable, Sendable {
    package let certificate: Secret
    package let key: Secret

    package init(certificate: Secret, key: Secret) {
        self.certificate = certificate
        self.key = key
    }
}

/// Nothing but the connection says who asks.
package struct NoToken: TokenSource {
    package init() {}
    package func token() -> Secret? { nil }
    package func refused() {}
    package var canRenew: Bool { false }
}

/// A token for as long as the program runs.
package struct FixedToken: TokenSource {
    private let secret: Secret

    package init(_ secret: Secret) {
        self.secret = secret
    }

    package func token() -> Secret? { secret }
    package func refused() {}
    package var canRenew: Bool { false }
}
