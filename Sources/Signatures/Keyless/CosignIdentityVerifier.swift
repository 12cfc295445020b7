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
    /// One of each authority that there is; more of them are somebody's joke.
    private static let maximumTimestamps = 16

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
        let entries = try known(signed.entries)
        for entry in entries { try LogEntryBody.check(entry.body, signed) }
        try chain.checkCodeSigning()
        // A root that a signature brings along is no root: the specification wants none.
        guard !chain.others.contains(where: { $0.issuer == $0.subject }) else {
            throw SignatureError("brings a root certificate along")
        }
        for time in try await times(signed, entries) { try checkTimestamps(try await validated(chain, at: time)) }
        let signer = try SignerIdentity(chain.leaf)
        guard identity.matches(signer) else { throw SignatureError("is by \(signer), whom the policy does not name") }
    }

    /// The entries of the trust root's logs, each of which has to hold; others say nothing.
    private func known(_ entries: [LogEntry]) throws(SignatureError) -> [LogEntry] {
        let known = entries.filter { entry in root.signatureLogs.contains { $0.id == entry.log } }
        guard !known.isEmpty else { throw LogEntry.unknown }
        return known
    }

    /// When the signature was there, by everybody of the trust root who says something of it: by one at least.
    private func times(_ signed: KeylessSignature, _ entries: [LogEntry]) async throws(SignatureError) -> [Date] {
        guard signed.timestamps.count <= Self.maximumTimestamps else {
            throw SignatureError("has \(signed.timestamps.count) timestamps")
        }
        var times: [Date] = []
        var last: SignatureError?
        for timestamp in signed.timestamps {
            do throws(SignatureError) {
                times.append(try await time(try TimestampToken(response: timestamp), signed.signature))
            } catch {
                last = error
            }
        }
        for entry in entries { if let time = try entry.checkPromise(root) { times.append(time) } }
        guard !times.isEmpty else {
            throw last ?? SignatureError("has neither a signed entry timestamp nor one of a time stamping authority")
        }
        guard times.allSatisfy({ $0 <= now }) else { throw SignatureError("says that it was made after now") }
        for entry in entries { try entry.checkProof(root, at: times) }
        return times
    }

    private func time(_ token: TimestampToken, _ signature: [UInt8]) async throws(SignatureError) -> Date {
        var last = SignatureError("has a timestamp, and the trust root names no time stamping authority")
        for authority in root.timestampAuthorities {
            do throws(SignatureError) {
                return try await token.time(of: signature, by: authority).time
            } catch {
                last = error
            }
        }
        throw last
    }

    private func validated(_ chain: CertificateChain, at time: Date) async throws(SignatureError) -> [Certificate] {
        var last = SignatureError("has a certificate that leads to none of the trusted ones")
        for authority in root.authorities where authority.period.contains(time) {
            do throws(SignatureError) {
                return try await chain.validated(
                    roots: [authority.root], intermediates: authority.intermediates, at: time)
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
