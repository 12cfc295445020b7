#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Scheme, host and port: what secrets, budgets and pauses belong to (RFC 6454, section 4).
package struct HTTPOrigin: Hashable, Sendable, CustomStringConvertible {
    /// `http` or `https`.
    package let scheme: String
    /// Lower case; an IPv6 address without brackets.
    package let host: String
    package let port: Int

    package init(scheme: String, host: String, port: Int) {
        self.scheme = scheme.lowercased()
        self.host = Self.bare(host.lowercased())
        self.port = port
    }

    /// `nil` where the URL has no host or a scheme other than `http` and `https`.
    package init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), let standard = Self.standardPorts[scheme] else { return nil }
        guard let host = url.host(percentEncoded: false), !host.isEmpty else { return nil }
        self.init(scheme: scheme, host: host, port: url.port ?? standard)
    }

    /// `host` or `host:port`, the port left out where it is the scheme's own.
    package var authority: String {
        let spelled = host.contains(":") ? "[\(host)]" : host
        return port == Self.standardPorts[scheme] ? spelled : "\(spelled):\(port)"
    }

    package var description: String { "\(scheme)://\(authority)" }

    /// Whether the host is `localhost` or a loopback address as spelled; names are not resolved.
    package var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || IPAddress(host)?.reach == .loopback
    }

    /// Whether a set of `host` and `host:port` entries names this origin; an IPv6 address may stand in brackets.
    package func isNamed(in names: Set<String>) -> Bool {
        lookupKeys.contains { names.contains($0) }
    }

    /// The entry for `host:port`, else for `host`.
    func value<Value>(in table: [String: Value]) -> Value? {
        lookupKeys.lazy.compactMap { table[$0] }.first
    }

    private var lookupKeys: [String] {
        host.contains(":") ? ["[\(host)]:\(port)", "[\(host)]", host] : ["\(host):\(port)", host]
    }

    private static func bare(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }

    private static let standardPorts = ["http": 80, "https": 443]
}
