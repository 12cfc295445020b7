#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One request of a chain of redirects: what it asks, with what, and how far it may lead.
struct HTTPHop: Sendable {
    let url: URL
    let origin: HTTPOrigin
    /// `url` spelled anew from its parts, without user, password and fragment.
    let wireURL: String
    var fields: [HTTPHeaders.Field]
    var secrets: [(name: String, value: Secret)]
    /// See ``CURLRequest/narrowestReach``.
    var narrowestReach: AddressReach?

    var redactedURL: String { url.redacted }

    init(url: URL, fields: [HTTPHeaders.Field], secrets: [(name: String, value: Secret)]) throws(TransferFailure) {
        self.url = url
        self.fields = fields
        self.secrets = secrets
        guard let origin = HTTPOrigin(url) else {
            throw Self.unusable(url)
        }
        self.origin = origin
        let query = url.query(percentEncoded: true).map { "?" + $0 } ?? ""
        let path = url.path(percentEncoded: true)
        wireURL = origin.description + (path.isEmpty ? "/" : path) + query
        guard Self.isHost(origin.host), wireURL.utf8.allSatisfy(Self.isURLByte) else {
            let message = "the URL holds a character that no URL may hold"
            throw TransferFailure(.invalidRequest, url: url.redacted, message: message)
        }
    }

    private static func unusable(_ url: URL) -> TransferFailure {
        guard let scheme = url.scheme?.lowercased(), scheme != "http", scheme != "https" else {
            return TransferFailure(.invalidRequest, url: url.redacted, message: "the URL needs a scheme and a host")
        }
        return TransferFailure(.notAllowed, url: url.redacted, message: "only https and http are spoken here")
    }

    private static func isHost(_ host: String) -> Bool {
        if host.contains(":") { return IPAddress(host) != nil }
        return host.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    private static func isURLByte(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7f && byte != UInt8(ascii: "\\")
    }
}
