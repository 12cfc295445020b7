package import Logging

/// How a client connects, and what the user allowed it to. Hosts are named as `host` or `host:port`.
package struct HTTPClientConfiguration: Sendable {
    /// The value of `User-Agent`.
    package var userAgent: String
    /// PEM bundle that replaces the system's authorities.
    package var authorities: PEMSource?
    /// What differs for a host; `host:port` wins over `host`.
    package var tls: [String: HTTPHostTLS] = [:]
    package var proxies: HTTPProxySettings = .environment()

    /// Hosts that may be asked over plain HTTP. Loopback always may.
    package var plainHTTPHosts: Set<String> = []
    /// Hosts whose certificate is not checked.
    package var unverifiedTLSHosts: Set<String> = []
    /// Hosts that redirects and untrusted URLs may lead to, wherever they resolve to. Hosts named in ``tls``,
    /// ``plainHTTPHosts`` and ``unverifiedTLSHosts`` are trusted too, as the user named them.
    package var trustedHosts: Set<String> = []

    package var connectTimeout: Duration = .seconds(10)
    /// Zero for no limit but the requests in flight. A limit counts streams, too: a copy within one registry that holds
    /// all its connections for reading has none left to write.
    package var maximumConnectionsPerHost = 0
    /// Requests in flight at once per scheme, host and port; others wait in the order in which they came. Bodies that
    /// are streamed, either way, do not count: whoever streams bounds how many at once.
    package var maximumRequestsPerHost = 16
    /// What ``maximumRequestsPerHost`` is for single hosts.
    package var requestsPerHost: [String: Int] = [:]
    package var logger = Logger(label: "pinnace.http")

    /// - Parameter version: goes into the user agent, `pinnace/<version>`.
    package init(version: String = "development") {
        userAgent = "pinnace/\(version)"
    }

    func isTrusted(_ origin: HTTPOrigin) -> Bool {
        origin.isNamed(in: trustedHosts) || origin.isNamed(in: plainHTTPHosts)
            || origin.isNamed(in: unverifiedTLSHosts) || origin.value(in: tls) != nil
    }

    func allowsScheme(of origin: HTTPOrigin) -> Bool {
        origin.scheme == "https" || origin.isLoopback || origin.isNamed(in: plainHTTPHosts)
    }

    func requestLimit(for origin: HTTPOrigin) -> Int {
        max(1, origin.value(in: requestsPerHost) ?? maximumRequestsPerHost)
    }
}
