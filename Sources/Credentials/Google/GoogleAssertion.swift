import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The JWT by which a service account's key asks for a token (RFC 7523, RS256).
struct GoogleAssertion: Sendable {
    private struct Header: Encodable {
        let alg = "RS256"
        let typ = "JWT"
        let kid: String?
    }

    private struct Claims: Encodable {
        let iss, scope, aud: String
        let iat, exp: Int
    }

    let issuer: String
    let audience: String
    let keyID: String?
    /// PEM.
    let key: Secret

    func signed(at time: Date, path: String) throws(CredentialError) -> String {
        let now = Int(time.timeIntervalSince1970)
        let claims = Claims(iss: issuer, scope: GoogleToken.scope, aud: audience, iat: now, exp: now + 3600)
        return try SignedToken.text(header: Header(kid: keyID), claims: claims, key: key, subject: path)
    }
}
