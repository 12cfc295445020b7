import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A time stamping authority's word that something was there at a time (RFC 3161, `TimeStampToken`).
struct TimestampToken {
    /// Certificates that one may bring along.
    private static let maximumCertificates = 10

    private let message: SignedMessage
    private let info: TimestampInfo

    init(_ bytes: [UInt8]) throws(SignatureError) {
        message = try SignedMessage(bytes)
        guard message.contentType == TimestampInfo.contentType else {
            throw SignatureError("has a timestamp that is none by its type")
        }
        info = try TimestampInfo(message.content)
    }

    /// Takes the token from what an authority answered (`TimeStampResp`).
    init(response: [UInt8]) throws(SignatureError) {
        guard let root = try? BER.parse(response), let parts = try? root.children, parts.count == 2,
            let status = try? parts[0].children.first.map({ try Int(derEncoded: $0) }), (0...1).contains(status)
        else { throw SignatureError("has an answer of a time stamping authority that is no timestamp") }
        try self.init(Array(parts[1].encodedBytes))
    }

    /// - Parameter bytes: what has to have been stamped.
    /// - Returns: when it was there, by the authority.
    func time(of bytes: [UInt8], by authority: TimestampAuthority) async throws(SignatureError) -> StampedTime {
        guard info.hash.hash(bytes) == info.imprint else { throw SignatureError("has a timestamp of something else") }
        guard message.signers.count == 1, message.certificates.count <= Self.maximumCertificates else {
            throw SignatureError("has a timestamp that not exactly one authority signed")
        }
        let signer = message.signers[0]
        let (certificate, encoded) = try signerCertificate(signer, authority)
        try check(signer, certificate, encoded, authority)
        try await authority.check(certificate, message.certificates, at: info.time)
        return StampedTime(time: info.time, accuracy: info.accuracy)
    }

    /// Where the authority's certificate is known beforehand, none that is brought along can stand in for it.
    private func signerCertificate(
        _ signer: MessageSigner, _ authority: TimestampAuthority
    ) throws(SignatureError) -> (Certificate, [UInt8]) {
        var found: [(Certificate, [UInt8])] = []
        if let known = authority.signer {
            found.append((known, try known.der()))
        } else {
            for encoded in message.certificates {
                // One that cannot be read is not the signer's, as that one has to lead to a root.
                if let certificate = try? Certificate(derEncoded: encoded) { found.append((certificate, encoded)) }
            }
        }
        guard let one = found.first(where: { signer.isMade(by: $0.0) }) else {
            throw SignatureError("has a timestamp without its signer's certificate")
        }
        return one
    }

    private func check(
        _ signer: MessageSigner, _ certificate: Certificate, _ encoded: [UInt8], _ authority: TimestampAuthority
    ) throws(SignatureError) {
        guard let digest = HashAlgorithm(signer.digest.identifier),
            let scheme = SignatureScheme(signer.algorithm, digest: digest)
        else { throw SignatureError("has a timestamp that is signed by an algorithm that is not allowed") }
        guard let type = try signer.attribute(MessageSigner.contentType),
            (try? ASN1ObjectIdentifier(derEncoded: type)) == message.contentType,
            let stated = try signer.attribute(MessageSigner.messageDigest),
            (try? ASN1OctetString(berEncoded: stated)).map({ Array($0.bytes) }) == digest.hash(message.content)
        else { throw SignatureError("has a timestamp whose signature is for other content") }
        let named = try SigningCertificateAttribute(signer, acceptsFirst: authority.acceptsFirstAttribute)
        guard named.names(certificate, encoded) else {
            throw SignatureError("has a timestamp that says that another certificate signed it")
        }
        guard let key = try? PublicKey(der: try certificate.publicKey.der()),
            key.isValid(signer.signature, for: signer.signedBytes, by: scheme)
        else { throw SignatureError("has a timestamp that was not made with its certificate's key, or was altered") }
    }
}

/// When something was there: at a time, or as far from it as the authority's clock is inexact.
struct StampedTime {
    let time: Date
    /// In seconds.
    let accuracy: Double

    var earliest: Date { time - accuracy }
    var latest: Date { time + accuracy }
}
