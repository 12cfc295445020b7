import ImageModel
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Certificates that signers' have to lead to.
package struct TrustStore: Sendable {
    let certificates: [Certificate]

    /// Reads every certificate of a PEM file.
    package init(pem text: String) throws(SignatureError) {
        var certificates: [Certificate] = []
        for block in try PEM.blocks(text) where block.label == "CERTIFICATE" {
            guard let certificate = try? Certificate(derEncoded: block.bytes) else {
                throw SignatureError("has a certificate that cannot be read")
            }
            certificates.append(certificate)
        }
        guard !certificates.isEmpty else { throw SignatureError("holds no PEM block 'CERTIFICATE'") }
        self.certificates = certificates
    }

    package mutating func add(_ other: TrustStore) { self = TrustStore(certificates + other.certificates) }

    init(_ certificates: [Certificate]) {
        self.certificates = certificates
    }
}

/// Signatures of the Notary Project by identities that a trust store vouches for.
package struct NotationVerifier: SignatureVerifier {
    private struct Payload: Decodable {
        struct Artifact: Decodable {
            let digest: String
            let size: Int64
        }
        let targetArtifact: Artifact
    }

    private let store: TrustStore
    private let identities: [NotationIdentity]
    private let now: Date

    package init(_ store: TrustStore, identities: [NotationIdentity], now: Date = Date()) {
        self.store = store
        self.identities = identities
        self.now = now
    }

    package var artifactTypes: Set<String> { ["application/vnd.cncf.notary.signature"] }
    package var mediaTypes: Set<String> { [NotationEnvelope.jwsType, NotationEnvelope.coseType] }
    package var readsCosignTag: Bool { false }

    package func verify(_ signature: AttachedSignature, of image: SignedImage) async throws(SignatureError) {
        let envelope = try NotationEnvelope(signature)
        let chain = try CertificateChain(envelope.certificates)
        guard envelope.algorithm.isValid(envelope.signature, for: envelope.message, by: chain.leaf.publicKey) else {
            throw SignatureError("was not made with its certificate's key, or was altered")
        }
        let time = try envelope.attributes.check(now: now)
        try chain.checkCodeSigning()
        _ = try await chain.validated(roots: store.certificates, at: time)
        guard identities.contains(where: { $0.matches(chain.leaf.subject) }) else {
            throw SignatureError(
                "is by '\("\(chain.leaf.subject)".printable(limit: 200))', whom the policy does not name")
        }
        try Self.check(envelope.payload, image)
    }

    private static func check(_ payload: [UInt8], _ image: SignedImage) throws(SignatureError) {
        guard let artifact = try? JSONDecoder().decode(Payload.self, from: Data(payload)).targetArtifact else {
            throw SignatureError("signs something else than an image")
        }
        guard artifact.digest == image.digest.description, artifact.size == Int64(image.manifest.count) else {
            throw SignatureError("is for \(artifact.digest.printable(limit: 80)), another image")
        }
    }
}
