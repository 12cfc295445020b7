import CryptoExtras
package import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A JSON Web Token that an RSA key signs (RFC 7519, RS256 of RFC 7518).
package enum SignedToken {
    /// - Parameters:
    ///   - key: PEM, of PKCS #1 or #8.
    ///   - subject: the file that the key is from, for errors.
    /// - Throws: `.invalidFile`
    package static func text(
        header: some Encodable, claims: some Encodable, key: Secret, subject: String
    ) throws(CredentialError) -> String {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let text = base64(try encoder.encode(header)) + "." + base64(try encoder.encode(claims))
            let key = try _RSA.Signing.PrivateKey(pemRepresentation: key.reveal())
            let signature = try key.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5)
            return text + "." + base64(signature.rawRepresentation)
        } catch {
            throw CredentialError(.invalidFile, subject: subject, message: "its private_key is not an RSA key in PEM")
        }
    }

    static func base64(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").filter { $0 != "=" }
    }
}
