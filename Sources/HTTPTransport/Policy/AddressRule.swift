import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a request may connect to.
///
/// The user's own URL leads wherever the user says. A URL that a server named, by a redirect or in an answer, may not
/// lead to a narrower network than the one that server stands in, unless the user named its host.
final class AddressRule: Sendable {
    private let configuration: HTTPClientConfiguration
    /// The network that each origin answered from last.
    private let seen = Mutex<[HTTPOrigin: AddressReach]>([:])

    init(_ configuration: HTTPClientConfiguration) {
        self.configuration = configuration
    }

    func learn(_ origin: HTTPOrigin, _ reach: AddressReach) {
        seen.withLock { $0[origin] = reach }
    }

    /// The narrowest network for the first request; `nil` for no rule.
    func limit(for request: HTTPRequest, _ origin: HTTPOrigin) -> AddressReach? {
        guard request.options.untrustedURL, !configuration.isTrusted(origin) else { return nil }
        guard let source = request.options.urlSource.flatMap(HTTPOrigin.init) else { return .global }
        if source.host == origin.host { return nil }
        return seen.withLock { $0[source] } ?? .global
    }

    /// The narrowest network after a redirect by a server that answered from `reach`.
    func limit(redirectedTo origin: HTTPOrigin, from reach: AddressReach, first: HTTPHop) -> AddressReach? {
        if configuration.isTrusted(origin) { return nil }
        if first.narrowestReach == nil, first.origin.host == origin.host { return nil }
        return reach
    }

    static func refusal(_ origin: HTTPOrigin, url: String) -> TransferFailure {
        let message =
            "a server named \(origin.authority), which leads into a private network or to this machine; "
            + "add it to the trusted hosts if that is wanted"
        return TransferFailure(.notAllowed, url: url, message: message)
    }
}
