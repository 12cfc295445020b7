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
    /// The server's certificate is not checked (`insecure-skip-tls-verify`).
    package var trustsAnyServer = false
    /// `nil` to ask directly: the API server is not where a proxy for the internet leads.
    package var proxy: Secret?
    /// Where objects are when nobody says; the pod's own namespace, or the context's.
    package var namespace = "default"

    package init(server: URL, tls: HTTPHostTLS = HTTPHostTLS(), tokens: any TokenSource = NoToken()) {
        self.server = server
        self.tls = tls
        self.tokens = tokens
    }

    /// As metrics and logs call the server.
    package var host: String { server.host(percentEncoded: false) ?? "" }

    /// Sets what a client needs to ask this server; a client that is set up so asks no other.
    package func configure(_ configuration: inout HTTPClientConfiguration) {
        configure(&configuration, tls)
    }

    func configure(_ configuration: inout HTTPClientConfiguration, _ tls: HTTPHostTLS) {
        guard let host = HTTPOrigin(server).map(Self.name) else { return }
        configuration.tls[host] = tls
        configuration.requestsPerHost[host] = Self.requestsAtOnce
        configuration.proxies = HTTPProxySettings(https: proxy, http: proxy)
        if trustsAnyServer { configuration.unverifiedTLSHosts.insert(host) }
        // The scheme is the word of whoever wrote the kubeconfig; in a cluster it is always https.
        if server.scheme == "http" { configuration.plainHTTPHosts.insert(host) }
    }

    /// What an API server lets one client have is its own affair (priority and fairness).
    private static let requestsAtOnce = 64

    private static func name(_ origin: HTTPOrigin) -> String {
        origin.host.contains(":") ? "[\(origin.host)]:\(origin.port)" : "\(origin.host):\(origin.port)"
    }
}
