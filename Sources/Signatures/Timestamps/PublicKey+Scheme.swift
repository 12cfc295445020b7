import Crypto
import CryptoExtras

extension PublicKey {
    /// Whether the holder of the key signed the message, as a scheme has it; with ECDSA's signatures in DER.
    func isValid(_ signature: [UInt8], for message: [UInt8], by scheme: SignatureScheme) -> Bool {
        if case .ed25519(let key) = kind {
            return scheme.kind == .ed25519 && key.isValidSignature(signature, for: message)
        }
        return switch scheme.hash {
        case .sha256: isValid(signature, SHA256.hash(data: message), scheme.kind)
        case .sha384: isValid(signature, SHA384.hash(data: message), scheme.kind)
        case .sha512: isValid(signature, SHA512.hash(data: message), scheme.kind)
        }
    }

    private func isValid(_ signature: [UInt8], _ digest: some Crypto.Digest, _ kind: SignatureScheme.Kind) -> Bool {
        switch (self.kind, kind) {
        case (.rsa(let key), .pkcs1):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5)
        case (.rsa(let key), .pss):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: digest, padding: .PSS)
        case (.p256(let key), .ecdsa):
            return (try? P256.Signing.ECDSASignature(derRepresentation: signature))
                .map { key.isValidSignature($0, for: digest) } ?? false
        case (.p384(let key), .ecdsa):
            return (try? P384.Signing.ECDSASignature(derRepresentation: signature))
                .map { key.isValidSignature($0, for: digest) } ?? false
        case (.p521(let key), .ecdsa):
            return (try? P521.Signing.ECDSASignature(derRepresentation: signature))
                .map { key.isValidSignature($0, for: digest) } ?? false
        default: return false
        }
    }
}
