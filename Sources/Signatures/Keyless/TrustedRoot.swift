import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Whom keyless signatures rest on: Sigstore's `trusted_root.json` (protobuf-specs, `sigstore_trustroot.proto`), or a
/// file of the same form for an instance of one's own.
package struct TrustedRoot: Sendable {
    /// When something was in use; open at its end where none is said.
    struct Period: Decodable {
        let start: String?
        let end: String?

        func contains(_ time: Date) -> Bool {
            guard let start = start.flatMap(Date.rfc3339), time >= start else { return false }
            if let end, !(Date.rfc3339(end).map { time <= $0 } ?? false) { return false }
            return true
        }
    }

    /// Fulcio, or another that gives certificates to identities.
    struct Authority: Sendable {
        let root: Certificate
        let intermediates: [Certificate]
        let period: Period
    }

    /// A transparency log's key.
    struct Log: Sendable {
        let id: [UInt8]
        let key: PublicKey
        let period: Period
    }

    let authorities: [Authority]
    /// Those who say when something was signed.
    let timestampAuthorities: [TimestampAuthority]
    /// Rekor's.
    let signatureLogs: [Log]
    let certificateLogs: [Log]

    package init(json: [UInt8]) throws(SignatureError) {
        guard let file = try? JSONDecoder().decode(File.self, from: Data(json)),
            file.mediaType.hasPrefix("application/vnd.dev.sigstore.trustedroot")
        else { throw SignatureError("is no trusted_root.json of Sigstore's") }
        var authorities: [Authority] = []
        for entry in file.certificateAuthorities {
            let chain = try CertificateChain(entry.certChain.certificates.map { Array($0.rawBytes) })
            let all = [chain.leaf] + chain.others
            authorities.append(
                Authority(root: all[all.count - 1], intermediates: Array(all.dropLast()), period: entry.validFor))
        }
        self.authorities = authorities
        var stamping: [TimestampAuthority] = []
        for entry in file.timestampAuthorities ?? [] { stamping.append(try Self.timestampAuthority(entry)) }
        timestampAuthorities = stamping
        signatureLogs = try Self.logs(file.tlogs)
        certificateLogs = try Self.logs(file.ctlogs ?? [])
        guard !authorities.isEmpty, !signatureLogs.isEmpty, !certificateLogs.isEmpty else {
            throw SignatureError("lacks a certificate authority, a 'tlogs' or a 'ctlogs' entry")
        }
    }

    /// The chain begins with the certificate that signs, or, where that is left open, with an authority's.
    private static func timestampAuthority(_ entry: File.Authority) throws(SignatureError) -> TimestampAuthority {
        let chain = try CertificateChain(entry.certChain.certificates.map { Array($0.rawBytes) })
        let isSigner = (try? chain.leaf.extensions.basicConstraints).map { $0 != .notCertificateAuthority } != true
        let all = (isSigner ? [] : [chain.leaf]) + chain.others
        return TimestampAuthority(
            roots: Array(all.suffix(1)), intermediates: Array(all.dropLast()), signer: isSigner ? chain.leaf : nil,
            period: entry.validFor, acceptsFirstAttribute: true)
    }

    private static func logs(_ entries: [File.Log]) throws(SignatureError) -> [Log] {
        var logs: [Log] = []
        for entry in entries {
            // A log whose kind of key is not known here vouches for nothing; the others still do.
            guard let key = try? PublicKey(der: Array(entry.publicKey.rawBytes)) else { continue }
            logs.append(
                Log(
                    id: Array(entry.logId.keyId), key: key,
                    period: entry.publicKey.validFor ?? Period(start: nil, end: nil)))
        }
        return logs
    }

    private struct File: Decodable {
        struct Raw: Decodable { let rawBytes: Data }
        struct Chain: Decodable { let certificates: [Raw] }
        struct Authority: Decodable {
            let certChain: Chain
            let validFor: Period
        }
        struct Key: Decodable {
            let rawBytes: Data
            let validFor: Period?
        }
        struct ID: Decodable { let keyId: Data }
        struct Log: Decodable {
            let publicKey: Key
            let logId: ID
        }

        let mediaType: String
        let tlogs: [Log]
        let certificateAuthorities: [Authority]
        let ctlogs: [Log]?
        let timestampAuthorities: [Authority]?
    }
}

extension Sequence<TrustedRoot.Log> {
    /// Whether the log of that name signed the message while it was in use.
    func vouch(_ id: [UInt8], _ signature: [UInt8], for message: [UInt8], at time: Date) -> Bool {
        contains { $0.id == id && $0.period.contains(time) && $0.key.isValid(signature, for: message) }
    }
}
