import Crypto
import CryptoExtras
import ImageModel
import X509

/// How an envelope is signed; each goes with one size of key (notaryproject/specifications, "Algorithm Selection").
enum NotationAlgorithm: String {
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"

    init(name: String) throws(SignatureError) {
        guard let algorithm = Self(rawValue: name) else {
            throw SignatureError("is signed by '\(name.printable(limit: 40))', which is not allowed")
        }
        self = algorithm
    }

    /// IANA, "COSE Algorithms".
    init(label: Int64) throws(SignatureError) {
        switch label {
        case -37: self = .ps256
        case -38: self = .ps384
        case -39: self = .ps512
        case -7: self = .es256
        case -35: self = .es384
        case -36: self = .es512
        default: throw SignatureError("is signed by COSE's algorithm \(label), which is not allowed")
        }
    }

    /// Whether the certificate's key made the signature; a key of another kind or size did not.
    func isValid(_ signature: [UInt8], for message: [UInt8], by key: Certificate.PublicKey) -> Bool {
        switch self {
        case .es256:
            guard let key = P256.Signing.PublicKey(key),
                let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: SHA256.hash(data: message))
        case .es384:
            guard let key = P384.Signing.PublicKey(key),
                let signature = try? P384.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: SHA384.hash(data: message))
        case .es512:
            guard let key = P521.Signing.PublicKey(key),
                let signature = try? P521.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: SHA512.hash(data: message))
        case .ps256: return Self.isValid(signature, SHA256.hash(data: message), key, bits: 2048)
        case .ps384: return Self.isValid(signature, SHA384.hash(data: message), key, bits: 3072)
        case .ps512: return Self.isValid(signature, SHA512.hash(data: message), key, bits: 4096)
        }
    }

    private static func isValid(
        _ signature: [UInt8], _ digest: some Crypto.Digest, _ key: Certificate.PublicKey, bits: Int
    ) -> Bool {
        guard let key = _RSA.Signing.PublicKey(key), key.keySizeInBits == bits else { return false }
        return key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: .PSS)
    }
}
