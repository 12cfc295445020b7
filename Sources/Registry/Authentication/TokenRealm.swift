import HTTPTransport
import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The token service that a registry named.
struct TokenRealm: Hashable, Sendable {
    let url: URL
    let service: String?
    /// Who named it: its own network may be led into, a narrower one may not.
    let source: URL

    /// - Throws: `notAllowed` for anything but `https`, unless the registry itself is asked over plain HTTP and the
    ///   realm is on the same host, or both are on this machine.
    init(_ challenge: AuthenticationChallenge, from endpoint: RegistryEndpoint) throws(RegistryError) {
        let text = challenge.parameters["realm"] ?? ""
        guard let url = URL(string: text), let origin = HTTPOrigin(url), url.user == nil, url.password == nil else {
            throw Self.refused(endpoint, text, "which is no address")
        }
        let isLocal = endpoint.origin.isLoopback && origin.isLoopback
        let isAsOpen = endpoint.origin.scheme == "http" && endpoint.origin.host == origin.host
        guard origin.scheme == "https" || isLocal || isAsOpen else {
            throw Self.refused(endpoint, text, "where credentials would travel unencrypted")
        }
        self.url = url
        service = challenge.parameters["service"]
        source = endpoint.url
    }

    private static func refused(_ endpoint: RegistryEndpoint, _ realm: String, _ why: String) -> RegistryError {
        RegistryError(
            .notAllowed, reason: .registryUnavailable, subject: endpoint.host,
            message: "\(endpoint.host) sends for tokens to '\(realm.printable(limit: 200))', \(why); nothing was sent"
        )
    }
}
