#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which proxy serves which origin, by the environment variables that curl and Go read. Loopback is never proxied.
package struct HTTPProxySettings: Sendable, Hashable {
    /// URLs of proxies; secret, since they may carry a password.
    package var https: Secret?
    package var http: Secret?
    /// `*`, names (with everything under them, with or without a leading dot), `name:port`, addresses and CIDR blocks.
    package var exceptions: [String]

    package init(https: Secret? = nil, http: Secret? = nil, exceptions: [String] = []) {
        self.https = https
        self.http = http
        self.exceptions = exceptions
    }

    package static let none = HTTPProxySettings()

    /// `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, lower case before upper. `HTTP_PROXY` is not read, as
    /// a CGI server would fill it from a request's header.
    package static func environment(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> HTTPProxySettings {
        func value(_ names: String...) -> String? { names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } }
        let all = value("all_proxy", "ALL_PROXY")
        return HTTPProxySettings(
            https: (value("https_proxy", "HTTPS_PROXY") ?? all).map(Secret.init),
            http: (value("http_proxy") ?? all).map(Secret.init),
            exceptions: (value("no_proxy", "NO_PROXY") ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        )
    }

    /// The URL of the proxy to ask, `nil` to connect directly.
    package func proxy(for origin: HTTPOrigin) -> Secret? {
        guard !origin.isLoopback, !exceptions.contains(where: { Self.matches(origin, $0.lowercased()) }) else {
            return nil
        }
        return origin.scheme == "https" ? https : http
    }

    private static func matches(_ origin: HTTPOrigin, _ exception: String) -> Bool {
        if exception == "*" { return true }
        if let address = IPAddress(origin.host) { return matches(address, exception) }
        var name = Substring(exception)
        if let colon = name.lastIndex(of: ":") {
            guard Int(name[name.index(after: colon)...]) == origin.port else { return false }
            name = name[..<colon]
        }
        let bare = name.drop { $0 == "." || $0 == "*" }
        return !bare.isEmpty && (origin.host == bare || origin.host.hasSuffix("." + bare))
    }

    private static func matches(_ address: IPAddress, _ exception: String) -> Bool {
        let parts = exception.split(separator: "/", maxSplits: 1)
        guard let first = parts.first else { return false }
        guard let block = IPAddress(first.filter { $0 != "[" && $0 != "]" }),
            block.bytes.count == address.bytes.count
        else { return false }
        let bits = parts.count == 2 ? Int(parts[1]) : block.bytes.count * 8
        guard let bits, (0...block.bytes.count * 8).contains(bits) else { return false }
        return zip(address.bytes, block.bytes).enumerated().allSatisfy { index, pair in
            let kept = min(8, max(0, bits - index * 8))
            let mask = UInt8(truncatingIfNeeded: 0xff00 >> kept)
            return pair.0 & mask == pair.1 & mask
        }
    }
}
