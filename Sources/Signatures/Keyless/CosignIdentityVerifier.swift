import ImageModel
import X509

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// cosign's signatures by an identity, as a trust root vouches for it: the certificate, its place in a certificate log,
/// and the signature's in a signature log.
package struct CosignIdentityVerifier: SignatureVerifier {
    private let identity: IdentityPattern
    private let root: TrustedRoot
    private let now: Date

    package init(_ identity: IdentityPattern, root: TrustedRoot, now: Date = Date()) {
        self.identity = identity
        self.root = root
        self.now = now
    }

    package var artifactTypes: Set<String> { CosignForm.artifactTypes }
    package var mediaTypes: Set<String> { CosignForm.mediaTypes }
    package var readsCosignTag: Bool { true }

    package func verify(_ signature: AttachedSignature, of image: SignedImage) async throws(SignatureError) {
        if signature.mediaType == SimpleSigning.mediaType {
            let signing = try SimpleSigning(signature)
            try await check(try KeylessSignature(signature, signing))
            try signing.check(image)
        } else {
            try await check(try KeylessSignature(try SigstoreBundle.read(signature.bytes), image))
        }
    }

    private func check(_ signed: KeylessSignature) async throws(SignatureError) {
        let chain = try CertificateChain([signed.certificate] + signed.intermediates)
        guard try PublicKey(der: try chain.leaf.publicKey.der()).isValid(signed.signature, for: signed.message) else {
            throw SignatureError("was not made with its certificate's key, or was altered")
        }
        let entry = signed.entry
        try entry.check(root, now: now)
        try LogEntryBody.check(entry.body, signed)
        try chain.checkCodeSigning()
        // A root that a signature brings along is no root: the specification wants none.
        guard !chain.others.contains(where: { $0.issuer == $0.subject }) else {
            throw SignatureError("brings a root certificate along")
        }
        let found = try await validated(chain, entry)
        try checkTimestamps(found)
        let signer = try SignerIdentity(chain.leaf)
        guard identity.matches(signer) else { throw SignatureError("is by \(signer), whom the policy does not name") }
    }

    private func validated(
        _ chain: CertificateChain, _ entry: LogEntry
    ) async throws(SignatureError) -> [Certificate] {
        var last = SignatureError("has a certificate that leads to none of the trusted ones")
        for authority in root.authorities where authority.period.contains(entry.date) {
            do throws(SignatureError) {
                return try await chain.validated(
                    roots: [authority.root], intermediates: authority.intermediates, at: entry.date)
            } catch {
                last = error
            }
        }
        throw last
    }

    /// One log's word is enough, as it is for cosign.
    private func checkTimestamps(_ chain: [Certificate]) throws(SignatureError) {
        guard chain.count > 1 else { throw SignatureError("has a certificate that nobody gave") }
        let transparency = try CertificateTransparency(chain[0], issuer: chain[1])
        let isLogged = transparency.timestamps.contains { timestamp in
            root.certificateLogs.vouch(
                timestamp.log, timestamp.signature, for: transparency.message(timestamp), at: chain[0].notValidBefore)
        }
        guard isLogged else {
            throw SignatureError("has a certificate that no transparency log of the trust root vouches for")
        }
    }
}
