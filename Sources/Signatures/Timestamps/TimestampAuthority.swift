import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Whose timestamps count.
struct TimestampAuthority {
    let roots: [Certificate]
    let intermediates: [Certificate]
    /// The only one that may sign, where it is known beforehand.
    let signer: Certificate?
    /// When its word counts; always, where nothing is said.
    let period: TrustedRoot.Period?
    /// Whether the signer may name its certificate by SHA-1, as authorities of before RFC 5816 do.
    let acceptsFirstAttribute: Bool

    /// Whether a certificate is that of an authority for nothing but timestamps (RFC 3161, 2.3), and was good at the time.
    ///
    /// - Parameter others: in DER, as the timestamp brings them along.
    func check(_ certificate: Certificate, _ others: [[UInt8]], at time: Date) async throws(SignatureError) {
        try Self.checkUsage(certificate)
        guard period?.contains(time) ?? true else {
            throw SignatureError("has a timestamp of when its authority was not in use")
        }
        let brought = others.compactMap { try? Certificate(derEncoded: $0) }
        let found: [Certificate]
        do throws(SignatureError) {
            found = try await CertificateChain(leaf: certificate, others: brought)
                .validated(roots: roots, intermediates: intermediates, at: time)
        } catch {
            throw SignatureError("has a timestamp whose signer \(error.message)")
        }
        for authority in found.dropFirst().dropLast() where !Self.mayStamp(authority) {
            throw SignatureError("has a timestamp whose signer leads over an authority that is not for timestamps")
        }
    }

    private static func checkUsage(_ certificate: Certificate) throws(SignatureError) {
        let extensions = certificate.extensions
        guard let held = extensions[oid: .X509ExtensionID.extendedKeyUsage], held.critical,
            let extended = try? ExtendedKeyUsage(held), extended.count == 1, extended.contains(.timeStamping)
        else { throw SignatureError("has a timestamp whose signer has a certificate that is not for timestamps alone") }
        if extensions[oid: .X509ExtensionID.keyUsage] != nil {
            guard let usage = try? extensions.keyUsage, usage.digitalSignature || usage.nonRepudiation,
                !usage.keyCertSign
            else { throw SignatureError("has a timestamp whose signer has a certificate that is not for signatures") }
        }
        if let constraints = try? extensions.basicConstraints, case .isCertificateAuthority = constraints {
            throw SignatureError("has a timestamp whose signer is a certificate authority itself")
        }
    }

    /// An authority that names no usage is for every one.
    private static func mayStamp(_ certificate: Certificate) -> Bool {
        guard let held = certificate.extensions[oid: .X509ExtensionID.extendedKeyUsage] else { return true }
        guard let extended = try? ExtendedKeyUsage(held) else { return false }
        return extended.contains(.timeStamping) || extended.contains(.any)
    }
}
