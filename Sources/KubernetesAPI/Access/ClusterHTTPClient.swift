package import HTTPTransport
import Synchronization

/// The HTTP client for one cluster: it shows the certificate that the access's credential has at the moment, and makes
/// new connections where that is another one.
package final class ClusterHTTPClient: HTTPClient {
    private struct Current: Sendable {
        let certificate: ClientCertificate?
        let client: CURLClient
    }

    private let access: ClusterAccess
    private let configuration: HTTPClientConfiguration
    private let current: Mutex<Current>

    /// - Parameter configuration: what every client of this program has; the cluster's own is added.
    package init(_ access: ClusterAccess, _ configuration: HTTPClientConfiguration = HTTPClientConfiguration()) {
        self.access = access
        self.configuration = configuration
        current = Mutex(Current(certificate: nil, client: Self.client(access, configuration, nil)))
    }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        try await client(request).send(request)
    }

    package func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse {
        try await client(request).stream(request)
    }

    private func client(_ request: HTTPRequest) async throws(HTTPError) -> CURLClient {
        let certificate: ClientCertificate?
        do throws(KubernetesError) { certificate = try await access.tokens.certificate() } catch {
            throw HTTPError(.tlsFailed, url: request.url.redacted, message: error.description)
        }
        return current.withLock { current in
            if current.certificate == certificate { return current.client }
            let client = Self.client(access, configuration, certificate)
            current = Current(certificate: certificate, client: client)
            return client
        }
    }

    private static func client(
        _ access: ClusterAccess, _ configuration: HTTPClientConfiguration, _ certificate: ClientCertificate?
    ) -> CURLClient {
        var configuration = configuration
        var tls = access.tls
        if let certificate {
            tls.clientCertificate = .bytes(Array(certificate.certificate.reveal().utf8))
            tls.clientKey = .bytes(Array(certificate.key.reveal().utf8))
        }
        access.configure(&configuration, tls)
        return CURLClient(configuration)
    }
}
