import Crypto
import CryptoExtras

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A key that signatures are checked with: ECDSA on NIST's curves, Ed25519, or RSA of 2048 bits or more.
package struct PublicKey: Sendable {
    enum Kind: Sendable {
        case p256(P256.Signing.PublicKey)
        case p384(P384.Signing.PublicKey)
        case p521(P521.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
        case rsa(_RSA.Signing.PublicKey)
    }

    let kind: Kind

    /// `SubjectPublicKeyInfo` of Ed25519 up to the key itself (RFC 8410).
    private static let ed25519Header: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]

    /// Reads a `SubjectPublicKeyInfo` in DER.
    package init(der: [UInt8]) throws(SignatureError) {
        if der.starts(with: Self.ed25519Header),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: der.dropFirst(Self.ed25519Header.count))
        {
            kind = .ed25519(key)
        } else if let key = try? P256.Signing.PublicKey(derRepresentation: der) {
            kind = .p256(key)
        } else if let key = try? P384.Signing.PublicKey(derRepresentation: der) {
            kind = .p384(key)
        } else if let key = try? P521.Signing.PublicKey(derRepresentation: der) {
            kind = .p521(key)
        } else if let key = try? _RSA.Signing.PublicKey(derRepresentation: der) {
            kind = .rsa(key)
        } else {
            throw SignatureError("is no public key of ECDSA, Ed25519 or RSA (2048 bits or more)")
        }
    }

    /// Every key of a PEM file, so that an old and a new one can stand together.
    package static func keys(pem text: String) throws(SignatureError) -> [PublicKey] {
        let blocks = try PEM.blocks(text)
        if blocks.contains(where: { $0.label.hasSuffix("PRIVATE KEY") }) {
            throw SignatureError("holds a private key: give the public one, and keep this one elsewhere")
        }
        var keys: [PublicKey] = []
        for block in blocks where block.label == "PUBLIC KEY" { keys.append(try PublicKey(der: block.bytes)) }
        guard !keys.isEmpty else { throw SignatureError("holds no PEM block 'PUBLIC KEY'") }
        return keys
    }
}

extension PublicKey {
    /// Whether the holder of the key signed the message, as cosign and Rekor do it: ECDSA in DER, RSA by PKCS #1 v1.5,
    /// both over SHA-256, or over the hash that goes with the curve.
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        switch kind {
        case .ed25519(let key): return key.isValidSignature(signature, for: message)
        case .rsa(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
        case .p256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA256.hash(data: message))
        case .p384(let key):
            guard let signature = try? P384.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA256.hash(data: message))
                || key.isValidSignature(signature, for: SHA384.hash(data: message))
        case .p521(let key):
            guard let signature = try? P521.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: SHA256.hash(data: message))
                || key.isValidSignature(signature, for: SHA512.hash(data: message))
        }
    }
}
