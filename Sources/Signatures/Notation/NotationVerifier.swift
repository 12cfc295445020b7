import ImageModel
import X509

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Signatures of the Notary Project by identities that a trust store vouches for.
package struct NotationVerifier: SignatureVerifier {
    private struct Payload: Decodable {
        struct Artifact: Decodable {
            let digest: String
            let size: Int64
        }
        let targetArtifact: Artifact
    }

    private let trust: NotationTrust
    private let identities: [NotationIdentity]
    private let now: Date

    package init(_ trust: NotationTrust, identities: [NotationIdentity], now: Date = Date()) {
        self.trust = trust
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
        let scheme = try envelope.attributes.check(now: now)
        try chain.checkCodeSigning()
        try await checkChain(chain, envelope, scheme)
        guard identities.contains(where: { $0.matches(chain.leaf.subject) }) else {
            throw SignatureError(
                "is by '\("\(chain.leaf.subject)".printable(limit: 200))', whom the policy does not name")
        }
        try Self.check(envelope.payload, image)
    }

    /// Whether the chain leads to a store that is for the scheme, and was good when the envelope was signed.
    private func checkChain(
        _ chain: CertificateChain, _ envelope: NotationEnvelope, _ scheme: NotationScheme
    ) async throws(SignatureError) {
        switch scheme {
        case .signingAuthority(let time):
            guard let store = trust.signingAuthorities else {
                throw SignatureError("is by a signing authority, for which no trust store is given")
            }
            try await chain.check(roots: store.certificates, at: [time])
        case .signer:
            guard let store = trust.authorities else {
                throw SignatureError("is by no signing authority, and a trust store is given for those alone")
            }
            try await chain.check(roots: store.certificates, at: try await times(of: envelope, chain))
        }
    }

    /// notaryproject/specifications, "Trust Policy": timestamp countersignature verification details.
    private func times(
        of envelope: NotationEnvelope, _ chain: CertificateChain
    ) async throws(SignatureError) -> [Date] {
        guard let timestamps = trust.timestamps, timestamps.rule == .always || chain.hasEnded(at: now) else {
            return [now]
        }
        guard let token = envelope.timestamp, !token.isEmpty else {
            throw SignatureError("has no timestamp, and the policy asks for one")
        }
        let authority = TimestampAuthority(
            roots: timestamps.authorities.certificates, intermediates: [], signer: nil, period: nil,
            acceptsFirstAttribute: false)
        let stamped = try await TimestampToken(token).time(of: envelope.signature, by: authority)
        guard stamped.time <= now else { throw SignatureError("says that it was made after now") }
        return [stamped.earliest, stamped.latest]
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
