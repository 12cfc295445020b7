import Crypto
import Foundation

/// Signs the JSON Web Tokens that a docker-registry accepts: ES256, the certificate in `x5c`
/// (distribution's token specification, "Token Authentication Implementation").
struct TokenSigner: Sendable {
    struct Access: Codable, Sendable {
        let type: String
        let name: String
        let actions: [String]
    }

    private struct Claims: Encodable {
        let iss: String
        let sub: String
        let aud: String
        let exp: Int
        let nbf: Int
        let iat: Int
        let jti: String
        let access: [Access]
    }

    let issuer: String
    let service: String
    private let key: P256.Signing.PrivateKey
    private let certificate: String

    init(_ certificate: TestCertificate, issuer: String, service: String) throws {
        self.issuer = issuer
        self.service = service
        key = try P256.Signing.PrivateKey(
            pemRepresentation: String(contentsOfFile: certificate.keyPath, encoding: .utf8))
        self.certificate = try String(contentsOfFile: certificate.certificatePath, encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    }

    /// - Parameter lifetime: seconds from now; negative for a token that has expired (a registry allows a minute's skew).
    func token(subject: String, access: [Access], lifetime: Int) throws -> String {
        let now = Int(Date().timeIntervalSince1970)
        let claims = Claims(
            iss: issuer,
            sub: subject,
            aud: service,
            exp: now + lifetime,
            nbf: now - 600,
            iat: now,
            jti: UUID().uuidString,
            access: access
        )
        let header = #"{"alg":"ES256","typ":"JWT","x5c":["\#(certificate)"]}"#
        let content = base64URL(Data(header.utf8)) + "." + base64URL(try JSONEncoder().encode(claims))
        let signature = try key.signature(for: Data(content.utf8)).rawRepresentation
        return content + "." + base64URL(signature)
    }

    private func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
