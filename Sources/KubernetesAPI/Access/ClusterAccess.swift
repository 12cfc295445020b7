package import HTTPTransport

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Where an API server is, and who asks it.
package struct ClusterAccess: Sendable {
    package let server: URL
    package var tls: HTTPHostTLS
    package var tokens: any TokenSource

    package init(server: URL, tls: HTTPHostTLS = HTTPHostTLS(), tokens: any TokenSource = NoToken()) {
        self.server = server
        self.tls = tls
        self.tokens = tokens
    }

    /// As metrics and logs call the server.
    package var host: String { server.host(percentEncoded: false) ?? "" }

    /// The server's certificate is checked by ``tls`` and nothing else of the machine's.
    package func configure(_ configuration: inout HTTPClientConfiguration) {
        guard let host = server.host(percentEncoded: false) else { return }
        configuration.tls[server.port.map { "\(host):\($0)" } ?? host] = tls
        // The API server is inside the cluster; a proxy for the internet is not on the way there.
        if server.scheme == "http" { configuration.plainHTTPHosts.insert(host) }
    }
}

/// Knows the token of whoever asks.
package protocol TokenSource: Sendable {
    /// `nil` where a client certificate, or nothing, says who asks.
    func token() async throws(KubernetesError) -> Secret?
    /// The server did not take the token: the next question is to bring another one.
    func refused() async
}

package struct NoToken: TokenSource {
    package init() {}
    package func token() -> Secret? { nil }
    package func refused() {}
}

package struct FixedToken: TokenSource {
    private let secret: Secret

    package init(_ secret: Secret) {
        self.secret = secret
    }

    package func token() -> Secret? { secret }
    package func refused() {}
}
