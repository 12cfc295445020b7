import Crypto
import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An application's certificate and key, in one PEM file (learn.microsoft.com, "Certificate credentials").
struct AzureClientCertificate: Sendable {
    private struct Header: Encodable {
        let alg = "RS256"
        let typ = "JWT"
        let x5t: String
    }

    private struct Claims: Encodable {
        let aud, iss, sub, jti: String
        let nbf, iat, exp: Int
    }

    private let path: String
    /// SHA-1 of the certificate, by which Entra finds it.
    private let thumbprint: String
    /// PEM.
    private let key: Secret

    init(_ path: String) throws(CredentialError) {
        self.path = path
        guard let bytes = try CloudFile.bytes(path) else {
            throw CredentialError(.unreadableFile, subject: path, message: "cannot be read: there is no such file")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let certificate = Self.block("CERTIFICATE", text),
            let key = Self.block("PRIVATE KEY", text) ?? Self.block("RSA PRIVATE KEY", text),
            let data = Data(
                base64Encoded: certificate.split(whereSeparator: \.isNewline).dropFirst().dropLast().joined())
        else {
            throw CredentialError(
                .invalidFile, subject: path, message: "holds no certificate with its private key, both in PEM")
        }
        thumbprint = SignedToken.base64(Data(Insecure.SHA1.hash(data: data)))
        self.key = Secret(key)
    }

    /// A JWT that Entra takes for the application's own word.
    func assertion(client: String, audience: String, at time: Int) throws(CredentialError) -> String {
        let claims = Claims(
            aud: audience, iss: client, sub: client, jti: UUID().uuidString.lowercased(), nbf: time, iat: time,
            exp: time + 600)
        return try SignedToken.text(header: Header(x5t: thumbprint), claims: claims, key: key, subject: path)
    }

    private static func block(_ name: String, _ text: String) -> String? {
        guard let start = text.firstRange(of: "-----BEGIN \(name)-----"),
            let end = text[start.upperBound...].firstRange(of: "-----END \(name)-----")
        else { return nil }
        return String(text[start.lowerBound..<end.upperBound])
    }
}
