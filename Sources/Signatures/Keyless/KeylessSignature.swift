#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A signature by a certificate that was good for minutes, with the log's word on when that was.
struct KeylessSignature {
    private static let certificateAnnotation = "dev.sigstore.cosign/certificate"
    private static let chainAnnotation = "dev.sigstore.cosign/chain"
    private static let bundleAnnotation = "dev.sigstore.cosign/bundle"

    private static let maximumEntries = 8

    let message: [UInt8]
    let signature: [UInt8]
    /// Of the envelope that holds the signature, where one does.
    let payload: [UInt8]?
    /// In DER.
    let certificate: [UInt8]
    let intermediates: [[UInt8]]
    /// One of each log that knows of it.
    let entries: [LogEntry]
    /// What time stamping authorities answered.
    let timestamps: [[UInt8]]

    init(_ attached: AttachedSignature, _ signing: SimpleSigning) throws(SignatureError) {
        guard let own = attached.annotations[Self.certificateAnnotation],
            let certificate = try PEM.blocks(own).first?.bytes
        else { throw SignatureError("was made with a key, not by an identity") }
        guard let bundle = attached.annotations[Self.bundleAnnotation] else {
            throw SignatureError("has no entry of a transparency log")
        }
        message = signing.payload
        signature = signing.signature
        payload = nil
        self.certificate = certificate
        intermediates = try attached.annotations[Self.chainAnnotation].map(Self.certificates) ?? []
        entries = [try LogEntry(annotation: bundle)]
        timestamps = []
    }

    init(_ bundle: SigstoreBundle, _ image: SignedImage) throws(SignatureError) {
        let content = try bundle.content(for: image)
        let material = bundle.verificationMaterial
        let chain = material.certificate.map { [$0] } ?? material.x509CertificateChain?.certificates ?? []
        guard let first = chain.first else { throw SignatureError("was made with a key, not by an identity") }
        guard let logged = material.tlogEntries, (1...Self.maximumEntries).contains(logged.count) else {
            throw SignatureError("has \(material.tlogEntries?.count ?? 0) entries of transparency logs")
        }
        message = content.message
        signature = content.signature
        payload = content.payload
        certificate = Array(first.rawBytes)
        intermediates = chain.dropFirst().map { Array($0.rawBytes) }
        var entries: [LogEntry] = []
        for entry in logged { entries.append(try LogEntry(entry, needsProof: bundle.needsInclusionProof)) }
        self.entries = entries
        timestamps = material.timestampVerificationData?.rfc3161Timestamps?.map { Array($0.signedTimestamp) } ?? []
    }

    private static func certificates(_ pem: String) throws(SignatureError) -> [[UInt8]] {
        try PEM.blocks(pem).filter { $0.label == "CERTIFICATE" }.map(\.bytes)
    }
}
