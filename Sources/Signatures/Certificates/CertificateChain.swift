import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A signer's certificate with those above it, as a signature brings them along.
struct CertificateChain {
    /// A chain that is longer is somebody's joke.
    private static let maximumLength = 10

    let leaf: Certificate
    let others: [Certificate]

    /// - Parameter encoded: in DER, the signer's first.
    init(_ encoded: [[UInt8]]) throws(SignatureError) {
        guard encoded.count <= Self.maximumLength else {
            throw SignatureError("brings \(encoded.count) certificates along")
        }
        var certificates: [Certificate] = []
        for bytes in encoded { certificates.append(try Self.certificate(bytes)) }
        guard let leaf = certificates.first else { throw SignatureError("has no certificate") }
        self.leaf = leaf
        others = Array(certificates.dropFirst())
    }

    init(leaf: Certificate, others: [Certificate]) {
        self.leaf = leaf
        self.others = others
    }

    static func certificate(_ der: [UInt8]) throws(SignatureError) -> Certificate {
        do {
            return try Certificate(derEncoded: der)
        } catch {
            throw SignatureError("has a certificate that cannot be read")
        }
    }

    /// Whether the chain leads from the signer to one of the roots, and each of its certificates was good at a time.
    ///
    /// - Returns: the chain that was found, the signer's certificate first.
    func validated(
        roots: [Certificate], intermediates: [Certificate] = [], at time: Date
    ) async throws(SignatureError) -> [Certificate] {
        if isTrustedItself(roots) {
            try Self.checkTime(leaf, time)
            return [leaf]
        }
        var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
            RFC5280Policy(fixedExpiryValidationTime: time)
            HandledExtensions()
        }
        let store = CertificateStore(others + intermediates)
        switch await verifier.validate(leaf: leaf, intermediates: store) {
        case .validCertificate(let chain): return Array(chain)
        case .couldNotValidate:
            try Self.checkTime(leaf, time)
            throw SignatureError("has a certificate that leads to none of the trusted ones")
        }
    }

    /// Whether the chain leads to one of the roots, and all that it brings along was good all the time.
    func check(roots: [Certificate], at times: [Date]) async throws(SignatureError) {
        for time in times {
            for certificate in [leaf] + others { try Self.checkTime(certificate, time) }
            _ = try await validated(roots: roots, at: time)
        }
    }

    func hasEnded(at time: Date) -> Bool {
        leaf.notValidAfter < time || others.contains { $0.notValidAfter < time }
    }

    /// A signer without any authority, who signs its own certificate, as `notation cert generate-test` makes one.
    private func isTrustedItself(_ roots: [Certificate]) -> Bool {
        leaf.issuer == leaf.subject && roots.contains(leaf)
            && leaf.publicKey.isValidSignature(leaf.signature, for: leaf)
    }

    private static func checkTime(_ certificate: Certificate, _ time: Date) throws(SignatureError) {
        guard time >= certificate.notValidBefore, time <= certificate.notValidAfter else {
            throw SignatureError("has a certificate that was not valid at \(time.formatted(.iso8601))")
        }
    }

    /// Whether the signer's certificate is one for signing code (RFC 5280, 4.2.1.3 and 4.2.1.12).
    func checkCodeSigning() throws(SignatureError) {
        let extensions = leaf.extensions
        guard let usage = try? extensions.keyUsage, usage.digitalSignature, !usage.keyCertSign else {
            throw SignatureError("has a certificate that is not for signatures")
        }
        if extensions[oid: .X509ExtensionID.extendedKeyUsage] != nil {
            guard let extended = try? extensions.extendedKeyUsage, extended.contains(.codeSigning),
                !extended.contains(.any), !extended.contains(.serverAuth), !extended.contains(.emailProtection),
                !extended.contains(.timeStamping)
            else { throw SignatureError("has a certificate that is not for signing code alone") }
        }
        if let constraints = try? extensions.basicConstraints, case .isCertificateAuthority = constraints {
            throw SignatureError("was made by a certificate authority itself")
        }
    }
}

/// The critical extensions that are looked at elsewhere: ``CertificateChain/checkCodeSigning()`` and the signer's identity.
private struct HandledExtensions: VerifierPolicy {
    let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
        .X509ExtensionID.extendedKeyUsage, .X509ExtensionID.subjectAlternativeName,
    ]

    mutating func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
        .meetsPolicy
    }
}
