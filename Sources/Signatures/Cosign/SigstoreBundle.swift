import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A Sigstore bundle (protobuf-specs, `sigstore_bundle.proto`, versions 0.1 to 0.3 in JSON).
struct SigstoreBundle: Decodable {
    static let mediaTypes: Set = [
        "application/vnd.dev.sigstore.bundle.v0.3+json", "application/vnd.dev.sigstore.bundle+json;version=0.3",
        "application/vnd.dev.sigstore.bundle+json;version=0.2", "application/vnd.dev.sigstore.bundle+json;version=0.1",
    ]

    struct Certificate: Decodable { let rawBytes: Data }
    struct Chain: Decodable { let certificates: [Certificate] }
    struct KeyHint: Decodable { let hint: String? }
    struct LogEntry: Decodable {
        struct LogID: Decodable { let keyId: Data }
        struct Promise: Decodable { let signedEntryTimestamp: Data }
        let logIndex: Number
        let logId: LogID
        let integratedTime: Number?
        let inclusionPromise: Promise?
        let inclusionProof: InclusionProof?
        let canonicalizedBody: Data
    }
    struct Material: Decodable {
        let publicKey: KeyHint?
        let certificate: Certificate?
        let x509CertificateChain: Chain?
        let tlogEntries: [LogEntry]?
        let timestampVerificationData: TimestampData?
    }
    struct TimestampData: Decodable {
        struct Timestamp: Decodable { let signedTimestamp: Data }
        let rfc3161Timestamps: [Timestamp]?
    }
    struct Envelope: Decodable {
        struct Signature: Decodable { let sig: Data }
        let payload: Data
        let payloadType: String
        let signatures: [Signature]
    }
    struct MessageSignature: Decodable {
        struct Hash: Decodable {
            let algorithm: String
            let digest: Data
        }
        let messageDigest: Hash?
        let signature: Data
    }

    /// protobuf writes 64-bit numbers as text; others write numbers.
    struct Number: Decodable {
        let value: Int64
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let value = try? container.decode(Int64.self) {
                self.value = value
            } else {
                let text = try container.decode(String.self)
                guard let value = Int64(text) else {
                    throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number")
                }
                self.value = value
            }
        }
    }

    let mediaType: String
    /// The first version had none.
    var needsInclusionProof: Bool { !mediaType.hasSuffix("=0.1") }
    let verificationMaterial: Material
    let dsseEnvelope: Envelope?
    let messageSignature: MessageSignature?

    static func read(_ bytes: [UInt8]) throws(SignatureError) -> SigstoreBundle {
        guard let bundle = try? JSONDecoder().decode(SigstoreBundle.self, from: Data(bytes)),
            mediaTypes.contains(bundle.mediaType)
        else { throw SignatureError("is no Sigstore bundle of a version that is known (0.1 to 0.3)") }
        return bundle
    }
}

extension SigstoreBundle {
    /// What was signed, and the signature.
    struct Content {
        let message: [UInt8]
        let signature: [UInt8]
        /// The envelope's, where there is one.
        let payload: [UInt8]?
    }

    /// The signed bytes, after what they say was compared with the image. They mean nothing before the signature over
    /// them is checked.
    func content(for image: SignedImage) throws(SignatureError) -> Content {
        switch (dsseEnvelope, messageSignature) {
        case (let envelope?, nil): return try content(envelope, image)
        case (nil, let signature?): return try content(signature, image)
        default: throw SignatureError("is a bundle without one signature")
        }
    }

    private func content(_ envelope: Envelope, _ image: SignedImage) throws(SignatureError) -> Content {
        guard let signature = envelope.signatures.first, envelope.signatures.count == 1 else {
            throw SignatureError("has \(envelope.signatures.count) signatures in its envelope, not one")
        }
        try InTotoStatement.check(envelope, image)
        let payload = Array(envelope.payload)
        return Content(
            message: Self.preAuthenticationEncoding(envelope.payloadType, payload), signature: Array(signature.sig),
            payload: payload)
    }

    private func content(_ signature: MessageSignature, _ image: SignedImage) throws(SignatureError) -> Content {
        if let stated = signature.messageDigest {
            guard HashAlgorithm(name: stated.algorithm)?.hash(image.manifest) == Array(stated.digest) else {
                throw SignatureError("is for another image")
            }
        }
        return Content(message: image.manifest, signature: Array(signature.signature), payload: nil)
    }

    /// DSSE, "Signature Definition": PAE.
    static func preAuthenticationEncoding(_ type: String, _ payload: [UInt8]) -> [UInt8] {
        Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    }
}

/// What cosign signs in an envelope (in-toto attestation framework, "Statement").
struct InTotoStatement: Decodable {
    private static let payloadType = "application/vnd.in-toto+json"
    private static let types: Set = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"]
    /// Other predicates, such as provenance, say how an image was made, not that somebody stands for it.
    private static let predicateType = "https://sigstore.dev/cosign/sign/v1"

    struct Subject: Decodable { let digest: [String: String] }

    let type: String
    let subject: [Subject]
    let predicateType: String

    enum CodingKeys: String, CodingKey {
        case type = "_type"
        case subject, predicateType
    }

    static func check(_ envelope: SigstoreBundle.Envelope, _ image: SignedImage) throws(SignatureError) {
        guard envelope.payloadType == payloadType,
            let statement = try? JSONDecoder().decode(Self.self, from: envelope.payload),
            types.contains(statement.type)
        else { throw SignatureError("signs something that is no in-toto statement") }
        guard statement.predicateType == predicateType else {
            throw SignatureError("is an attestation (\(statement.predicateType.printable(limit: 80))), not a signature")
        }
        let digest = image.digest
        guard statement.subject.contains(where: { $0.digest[digest.algorithm.rawValue] == digest.hex }) else {
            throw SignatureError("is for another image")
        }
    }
}
