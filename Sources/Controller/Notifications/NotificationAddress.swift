import HTTPTransport
import KubernetesAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a receiver is and what it knows us by. The address is a secret itself: Slack's holds its token.
struct NotificationAddress: Sendable {
    let url: URL
    /// Signs what is sent; `nil` for no signature.
    let token: Secret?

    /// - Throws: ``NotificationProblem`` for what is no address of a web server.
    init(_ address: Secret, token: Secret?) throws(NotificationProblem) {
        let text = Self.line(address)
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased() ?? ""), url.host() != nil
        else { throw NotificationProblem("'address' is not the URL of a web server") }
        self.url = url
        self.token = token.map { Secret(Self.line($0)) }
    }

    /// From the keys that Flux's users know: `address`, and `token` where there is one.
    init(_ object: SecretObject) throws(NotificationProblem) {
        guard let address = object.values["address"] else {
            throw NotificationProblem("the secret \(object.key) has no 'address'")
        }
        try self.init(address, token: object.values["token"])
    }

    /// A line end that an editor left is no part of it.
    private static func line(_ secret: Secret) -> String {
        String(secret.reveal().drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// Why somebody could not be told. It never holds an address.
struct NotificationProblem: Error, Sendable, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
