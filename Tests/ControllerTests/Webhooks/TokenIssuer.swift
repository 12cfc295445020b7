import CryptoExtras
import Foundation

/// Signs the tokens that Google's Pub/Sub sends, with a key of its own.
struct TokenIssuer: Sendable {
    static let audience = "https://pinnace.example.com/hooks/artifact-registry"
    static let email = "push@project.iam.gserviceaccount.com"
    static let now = 1_800_000_000.0
    /// Made once: it takes a while.
    static let google = TokenIssuer(name: "key-1")

    let name: String
    private let key: _RSA.Signing.PrivateKey

    init(name: String) {
        self.name = name
        // A key size that is allowed does not fail.
        key = try! _RSA.Signing.PrivateKey(keySize: .bits2048)
    }

    /// The key as a provider publishes it.
    var published: String {
        get throws {
            let parts = try key.publicKey.getKeyPrimitives()
            return """
                {"keys": [{"kty": "EC", "kid": "other", "crv": "P-256"},
                 {"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "\(name)",
                  "n": "\(Self.text(parts.modulus))", "e": "\(Self.text(parts.publicExponent))"}]}
                """
        }
    }

    static func claims(_ change: (inout [String: Any]) -> Void = { _ in }, now: Double = now) -> [String: Any] {
        var claims: [String: Any] = [
            "iss": "https://accounts.google.com", "aud": audience, "email": email, "email_verified": true,
            "iat": now - 10, "exp": now + 3_000, "sub": "1234",
        ]
        change(&claims)
        return claims
    }

    func token(_ claims: [String: Any] = Self.claims(), algorithm: String = "RS256", key name: String? = nil) throws
        -> String
    {
        let header = try JSONSerialization.data(
            withJSONObject: ["alg": algorithm, "kid": name ?? self.name, "typ": "JWT"])
        let content = Self.text(header) + "." + Self.text(try JSONSerialization.data(withJSONObject: claims))
        let signature = try key.signature(for: Data(content.utf8), padding: .insecurePKCS1v1_5)
        return content + "." + Self.text(signature.rawRepresentation)
    }

    static func text(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
