#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What an entry says was signed, and by whom (Rekor, types `hashedrekord` and `dsse`, versions 0.0.1 and 0.0.2).
struct LogEntryBody: Decodable {
    /// What both versions say, each in its own form.
    struct Claim {
        let hash: HashAlgorithm
        let digest: [UInt8]
        let signature: [UInt8]
        /// In DER.
        let certificate: [UInt8]
    }

    private let kind: String
    private let apiVersion: String
    private let spec: Specification

    private struct Specification: Decodable {
        let data: FirstVersion.Hashed?
        let signature: FirstVersion.Signature?
        let payloadHash: FirstVersion.Hash?
        let signatures: [FirstVersion.EnvelopeSignature]?
        let hashedRekordV002: SecondVersion.Artifact?
        let dsseV002: SecondVersion.Envelope?
    }

    /// Whether the entry is about this very signature; anything else of the log proves nothing for it.
    static func check(_ bytes: [UInt8], _ signed: KeylessSignature) throws(SignatureError) {
        guard let body = try? JSONDecoder().decode(Self.self, from: Data(bytes)), let claim = try body.claim() else {
            throw SignatureError("has an entry of a transparency log of a kind that is not known")
        }
        guard let content = body.content(of: signed), claim.digest == claim.hash.hash(content),
            claim.signature == signed.signature, claim.certificate == signed.certificate
        else { throw SignatureError("has an entry of a transparency log that is about something else") }
    }

    /// What the log has hashed: of an envelope its payload or, in the second version, the bytes that are signed.
    ///
    /// - Returns: `nil` where the entry is for an envelope and the signature has none, or the other way around.
    private func content(of signed: KeylessSignature) -> [UInt8]? {
        guard kind == "hashedrekord" else { return signed.payload }
        return apiVersion == "0.0.1" && signed.payload != nil ? nil : signed.message
    }

    private func claim() throws(SignatureError) -> Claim? {
        switch (kind, apiVersion) {
        case ("hashedrekord", "0.0.1"):
            guard let hash = spec.data?.hash, let signature = spec.signature else { return nil }
            return try hash.claim(signature.content, signature.publicKey.content)
        case ("dsse", "0.0.1"):
            guard let hash = spec.payloadHash, let signature = spec.signatures?.first, spec.signatures?.count == 1
            else { return nil }
            return try hash.claim(signature.signature, signature.verifier)
        case ("hashedrekord", "0.0.2"):
            return spec.hashedRekordV002.flatMap { $0.data.claim($0.signature) }
        case ("dsse", "0.0.2"):
            guard let envelope = spec.dsseV002, envelope.signatures.count == 1 else { return nil }
            return envelope.payloadHash.claim(envelope.signatures[0])
        default: return nil
        }
    }
}

/// Hashes in hexadecimal, certificates in PEM.
private enum FirstVersion {
    struct Hashed: Decodable { let hash: Hash }
    struct Hash: Decodable {
        let algorithm: String
        let value: String

        func claim(_ signature: Data, _ pem: Data) throws(SignatureError) -> LogEntryBody.Claim? {
            let blocks = try PEM.blocks(String(decoding: pem, as: UTF8.self))
            guard let hash = HashAlgorithm(name: algorithm), let digest = [UInt8](hexadecimal: value),
                blocks.count == 1
            else { return nil }
            return LogEntryBody.Claim(
                hash: hash, digest: digest, signature: Array(signature), certificate: blocks[0].bytes)
        }
    }
    struct Key: Decodable { let content: Data }
    struct Signature: Decodable {
        let content: Data
        let publicKey: Key
    }
    struct EnvelopeSignature: Decodable {
        let signature: Data
        let verifier: Data
    }
}

/// Hashes as bytes, certificates in DER (rekor-tiles, `hashedrekord.proto` and `dsse.proto`).
private enum SecondVersion {
    struct Artifact: Decodable {
        let data: Hash
        let signature: Signature
    }
    struct Envelope: Decodable {
        let payloadHash: Hash
        let signatures: [Signature]
    }
    struct Hash: Decodable {
        let algorithm: String
        let digest: Data

        func claim(_ signature: Signature) -> LogEntryBody.Claim? {
            guard let hash = HashAlgorithm(name: algorithm), let certificate = signature.verifier.x509Certificate
            else { return nil }
            return LogEntryBody.Claim(
                hash: hash, digest: Array(digest), signature: Array(signature.content),
                certificate: Array(certificate.rawBytes))
        }
    }
    struct Signature: Decodable {
        let content: Data
        let verifier: Verifier
    }
    struct Verifier: Decodable {
        let x509Certificate: SigstoreBundle.Certificate?
    }
}
