import Signatures

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A JSON Web Token with Google's claims, of which nothing is believed yet (RFC 7519, RFC 7515).
struct IdentityToken: Sendable {
    private struct Header: Decodable {
        let alg: String
        let kid: String
    }

    private struct Claims: Decodable {
        let iss: String
        let aud: String
        let exp: Double
        let iat: Double
        let email: String
        let isVerified: Bool

        enum CodingKeys: String, CodingKey {
            case iss, aud, exp, iat, email
            case isVerified = "email_verified"
        }
    }

    private static let issuers: Set<String> = ["https://accounts.google.com", "accounts.google.com"]
    /// Seconds by which clocks may differ.
    private static let skew = 60.0
    private static let limit = 8 << 10

    /// The key that it says it is signed with.
    let key: String
    let message: [UInt8]
    let signature: [UInt8]
    private let claims: Claims

    /// - Returns: `nil` for what is no such token, or is signed in another way than Google does.
    init?(_ text: Substring) {
        guard text.utf8.count <= Self.limit else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.bytes(parts[0]), let body = Base64URL.bytes(parts[1]),
            let signature = Base64URL.bytes(parts[2]),
            let head = try? JSONDecoder().decode(Header.self, from: Data(header)), head.alg == "RS256",
            let claims = try? JSONDecoder().decode(Claims.self, from: Data(body))
        else { return nil }
        key = head.kid
        message = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
        self.claims = claims
    }

    /// Whether it says what a subscription's tokens say, at this time in seconds since 1970.
    func isFor(_ subscription: IdentityTokens.Subscription, now: Double) -> Bool {
        Self.issuers.contains(claims.iss) && claims.aud == subscription.audience && claims.isVerified
            && claims.email == subscription.email && claims.exp > now - Self.skew && claims.iat < now + Self.skew
    }
}
