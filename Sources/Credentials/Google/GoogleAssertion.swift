import CryptoExtras
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
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let text = Self.text(try encoder.encode(Header(kid: keyID))) + "." + Self.text(try encoder.encode(claims))
            let key = try _RSA.Signing.PrivateKey(pemRepresentation: key.reveal())
            let signature = try key.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5)
            return text + "." + Self.text(signature.rawRepresentation)
        } catch {
            throw CredentialError(.invalidFile, subject: path, message: "its private_key is not an RSA key in PEM")
        }
    }

    private static func text(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").filter { $0 != "=" }
    }
}
