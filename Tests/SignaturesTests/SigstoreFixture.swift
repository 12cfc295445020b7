import Crypto
import Foundation
import ImageModel
import SwiftASN1
import X509

@testable import Signatures

/// A Sigstore of a test's own: an authority, a log of certificates, a log of signatures, and somebody who signs.
struct SigstoreFixture {
    /// What may be wrong.
    struct Signing {
        var subject = "https://github.com/acme/app/.github/workflows/release.yaml@refs/tags/v1.0.0"
        var issuer = "https://token.actions.githubusercontent.com"
        /// Seconds since 1970; certificates live from 0 to 600 after ``SigstoreFixture/begin``.
        var time = begin + 60
        var hasTimestamp = true
        /// Which log signs: the trusted one, or another.
        var certificateLog: P256.Signing.PrivateKey?
        var signatureLog: P256.Signing.PrivateKey?
        /// What the entry is about, where it is not about the signature.
        var loggedSignature: [UInt8]?
        var loggedPayload: [UInt8]?
        var isCodeSigning = true
        /// What is wrong with the proof.
        var proof = Proof.good
        /// Of Rekor: the second makes no promises, and its log signs with Ed25519.
        var rekor = 1
        /// Those whose entries the bundle has, by their numbers.
        var logs: [UInt8]?
        /// By the trusted authority; none where the second version has no time.
        var stamps: [TimestampFixture.Stamp] = []
        /// In an envelope, which the second version may log as a whole.
        var isEnvelope = false
        var logsEnvelope = false
    }

    enum Proof { case good, missing, otherRoot, otherIndex, otherSigner, otherSize }

    static let begin = 1_700_000_000
    let authority = P256.Signing.PrivateKey()
    let certificateLog = P256.Signing.PrivateKey()
    let signatureLog = P384.Signing.PrivateKey()
    let secondLog = Curve25519.Signing.PrivateKey()
    let clock: TimestampFixture
    let root: Certificate

    init(clock: TimestampFixture? = nil) throws {
        self.clock = try clock ?? TimestampFixture()
        let name = try DistinguishedName { CommonName("fulcio") }
        root = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(authority.publicKey),
            notValidBefore: Date(timeIntervalSince1970: 1_600_000_000),
            notValidAfter: Date(timeIntervalSince1970: 1_900_000_000), issuer: name, subject: name,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            }, issuerPrivateKey: .init(authority))
    }

    func verifier(
        issuer: String = Signing().issuer, subject: String = "https://github.com/acme/app/*@refs/tags/*",
        root: String? = nil
    ) throws -> CosignIdentityVerifier {
        CosignIdentityVerifier(
            try IdentityPattern(issuer: issuer, subject: subject),
            root: try TrustedRoot(json: Array((root ?? trustedRoot()).utf8)))
    }

    /// - Parameters:
    ///   - end: of the authority's time.
    ///   - clockEnd: of the time stamping authority's.
    func trustedRoot(until end: String? = nil, clockUntil clockEnd: String? = nil, hasSigner: Bool = true) -> String {
        let stamping = (hasSigner ? [clock.leaf, clock.root] : [clock.root]).map {
            #"{"rawBytes":"\#(Data(NotaryFixture.der($0)).base64EncodedString())"}"#
        }
        func log(_ der: Data, _ id: [UInt8]) -> String {
            """
            {"baseUrl":"https://x","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"\(der.base64EncodedString())",\
            "keyDetails":"x","validFor":{"start":"2020-01-01T00:00:00.000Z"}},\
            "logId":{"keyId":"\(Data(id).base64EncodedString())"}}
            """
        }
        let period = end.map { #","end":"\#($0)""# } ?? ""
        return """
            {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs":[\(log(signatureLog.publicKey.derRepresentation, Self.id(1))),
            \(log(Signer.der(secondLog.publicKey), Self.id(3)))],
            "timestampAuthorities":[{"subject":{},"certChain":{"certificates":[\(stamping.joined(separator: ","))]},
            "validFor":{"start":"2020-01-01T00:00:00Z"\(clockEnd.map { #","end":"\#($0)""# } ?? "")}}],
            "certificateAuthorities":[{"subject":{},"uri":"x","certChain":{"certificates":[{"rawBytes":\
            "\(Data(NotaryFixture.der(root)).base64EncodedString())"}]},\
            "validFor":{"start":"2020-01-01T00:00:00Z"\(period)}}],
            "ctlogs":[\(log(certificateLog.publicKey.derRepresentation, Self.id(2)))]}
            """
    }

    static func id(_ number: UInt8) -> [UInt8] { Array(repeating: number, count: 32) }
}

extension SigstoreFixture {
    /// As cosign keeps it under its tag.
    func simple(_ signing: Signing = Signing(), payload: [UInt8] = CosignFixture.payload()) throws -> AttachedSignature
    {
        let key = P256.Signing.PrivateKey()
        let signature = Array(try key.signature(for: SHA256.hash(data: payload)).derRepresentation)
        let certificate = try certificate(signing, key.publicKey)
        let pem = NotaryFixture.pem(certificate)
        let body = Self.body(signing.loggedPayload ?? payload, signing.loggedSignature ?? signature, pem)
        let attached = CosignFixture.simple(payload, signature)
        let bundle = """
            {"SignedEntryTimestamp":"\(try promise(body, signing).base64EncodedString())","Payload":{"body":\
            "\(Data(body.utf8).base64EncodedString())","integratedTime":\(signing.time),"logIndex":7,\
            "logID":"\(String(repeating: "01", count: 32))"}}
            """
        let more = ["dev.sigstore.cosign/certificate": pem, "dev.sigstore.cosign/bundle": bundle]
        return AttachedSignature(
            mediaType: attached.mediaType, bytes: payload, annotations: attached.annotations.merging(more) { $1 })
    }

    /// As a bundle, about the manifest itself or with a statement in an envelope.
    func bundle(_ signing: Signing = Signing()) throws -> AttachedSignature {
        let key = P256.Signing.PrivateKey()
        let manifest = CosignFixture.manifest
        let payload = signing.isEnvelope ? CosignFixture.statement() : manifest
        let message =
            signing.isEnvelope
            ? SigstoreBundle.preAuthenticationEncoding("application/vnd.in-toto+json", payload) : manifest
        let signature = Array(try key.signature(for: SHA256.hash(data: message)).derRepresentation)
        let certificate = try certificate(signing, key.publicKey)
        let logged = signing.loggedPayload ?? (signing.logsEnvelope ? payload : message)
        let body =
            signing.rekor == 1
            ? Self.body(logged, signing.loggedSignature ?? signature, NotaryFixture.pem(certificate))
            : Self.secondBody(logged, signing.loggedSignature ?? signature, certificate, signing.logsEnvelope)
        let promise = """
            "integratedTime":"\(signing.time)","inclusionPromise":{"signedEntryTimestamp":\
            "\(try promise(body, signing).base64EncodedString())"},
            """
        let stamps = try signing.stamps.map { stamp in
            #"{"signedTimestamp":"\#(CosignFixture.base64(try clock.response(signature, stamp)))"}"#
        }
        func entry(_ log: UInt8) throws -> String {
            """
            {"logIndex":"7","logId":{"keyId":"\(CosignFixture.base64(Self.id(log)))"},\
            \(signing.rekor == 1 ? promise : "")\(try proof(body, signing))\
            "canonicalizedBody":"\(Data(body.utf8).base64EncodedString())"}
            """
        }
        let entries = try (signing.logs ?? [signing.rekor == 1 ? 1 : 3]).map(entry)
        let material = """
            "certificate":{"rawBytes":"\(Data(NotaryFixture.der(certificate)).base64EncodedString())"},\
            "timestampVerificationData":{"rfc3161Timestamps":[\(stamps.joined(separator: ","))]},\
            "tlogEntries":[\(entries.joined(separator: ","))]
            """
        let content =
            signing.isEnvelope
            ? CosignFixture.envelope(payload, signature)
            : CosignFixture.message(Array(SHA256.hash(data: manifest)), signature)
        return CosignFixture.bundle(content, material: material)
    }

    /// The entry is the second of three.
    private func proof(_ body: String, _ signing: Signing) throws -> String {
        guard signing.proof != .missing else { return "" }
        func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
        let (first, third) = (hash([0, 1]), hash([0, 3]))
        let pair = hash([1] + first + hash([0] + Array(body.utf8)))
        let root = signing.proof == .otherRoot ? hash([9]) : hash([1] + pair + third)
        let text = "rekor.example - 1\n\(signing.proof == .otherSize ? 4 : 3)\n\(CosignFixture.base64(root))\n"
        let signature = try checkpoint(text, signing)
        let log = Self.id(signing.rekor == 1 ? 1 : 3).prefix(4)
        let note = "\(text)\n\u{2014} rekor.example \((Data(log) + signature).base64EncodedString())\n"
        let escaped = note.replacing("\n", with: "\\n")
        return """
            "inclusionProof":{"logIndex":"\(signing.proof == .otherIndex ? 0 : 1)","rootHash":"\(CosignFixture.base64(root))",\
            "treeSize":"3","hashes":["\(CosignFixture.base64(first))","\(CosignFixture.base64(third))"],\
            "checkpoint":{"envelope":"\(escaped)"}},
            """
    }

    private func checkpoint(_ text: String, _ signing: Signing) throws -> Data {
        let digest = SHA256.hash(data: Array(text.utf8))
        if signing.proof == .otherSigner {
            return try P256.Signing.PrivateKey().signature(for: digest).derRepresentation
        }
        guard signing.rekor == 1 else { return try secondLog.signature(for: Data(text.utf8)) }
        return try signatureLog.signature(for: digest).derRepresentation
    }

    private static func secondBody(
        _ content: [UInt8], _ signature: [UInt8], _ certificate: Certificate, _ logsEnvelope: Bool
    ) -> String {
        let hash = #"{"algorithm":"SHA2_256","digest":"\#(CosignFixture.base64(Array(SHA256.hash(data: content))))"}"#
        let signed = """
            {"content":"\(CosignFixture.base64(signature))","verifier":{"keyDetails":"PKIX_ECDSA_P256_SHA_256",\
            "x509Certificate":{"rawBytes":"\(CosignFixture.base64(NotaryFixture.der(certificate)))"}}}
            """
        return logsEnvelope
            ? #"{"apiVersion":"0.0.2","kind":"dsse","spec":{"dsseV002":{"payloadHash":\#(hash),"signatures":[\#(signed)]}}}"#
            : #"{"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{"data":\#(hash),"signature":\#(signed)}}}"#
    }

    private static func body(_ payload: [UInt8], _ signature: [UInt8], _ pem: String) -> String {
        let hash = SHA256.hash(data: payload).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return """
            {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"\(hash)"}},\
            "signature":{"content":"\(CosignFixture.base64(signature))","publicKey":{"content":\
            "\(Data(pem.utf8).base64EncodedString())"}}}}
            """
    }

    private func promise(_ body: String, _ signing: Signing) throws -> Data {
        let text = """
            {"body":"\(Data(body.utf8).base64EncodedString())","integratedTime":\(signing.time),\
            "logID":"\(String(repeating: "01", count: 32))","logIndex":7}
            """
        let digest = SHA256.hash(data: Array(text.utf8))
        return try signing.signatureLog.map { try $0.signature(for: digest).derRepresentation }
            ?? signatureLog.signature(for: digest).derRepresentation
    }

    private static func name(_ subject: String) throws -> GeneralName {
        guard subject.contains("!") else { return .uniformResourceIdentifier(subject) }
        return .otherName(
            .init(typeID: [1, 3, 6, 1, 4, 1, 57264, 1, 7], value: try ASN1Any(erasing: ASN1UTF8String(subject))))
    }

    /// Twice: the log signs it without the timestamp that it then holds.
    private func certificate(_ signing: Signing, _ key: P256.Signing.PublicKey) throws -> Certificate {
        let serial = Certificate.SerialNumber()
        let bare = try certificate(signing, key, serial, nil)
        guard signing.hasTimestamp else { return bare }
        let time = CertificateTransparency.number(Self.begin * 1000, 8)
        let issuer = SHA256.hash(data: authority.publicKey.derRepresentation)
        let body = Array(bare.tbsCertificateBytes)
        let message =
            [0, 0] + time + [0, 1] + Array(issuer) + CertificateTransparency.number(body.count, 3) + body + [0, 0]
        let log = signing.certificateLog ?? certificateLog
        let signature = Array(try log.signature(for: SHA256.hash(data: message)).derRepresentation)
        let one =
            [0] + Self.id(2) + time + [0, 0, 4, 3] + CertificateTransparency.number(signature.count, 2) + signature
        let list = CertificateTransparency.number(one.count + 2, 2) + CertificateTransparency.number(one.count, 2) + one
        return try certificate(signing, key, serial, list)
    }

    private func certificate(
        _ signing: Signing, _ key: P256.Signing.PublicKey, _ serial: Certificate.SerialNumber, _ timestamps: [UInt8]?
    ) throws -> Certificate {
        var issuer = DER.Serializer()
        try issuer.serialize(ASN1UTF8String(signing.issuer))
        var extensions = try Certificate.Extensions {
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([signing.isCodeSigning ? .codeSigning : .clientAuth])
            Critical(SubjectAlternativeNames([try Self.name(signing.subject)]))
            Certificate.Extension(
                oid: [1, 3, 6, 1, 4, 1, 57264, 1, 8], critical: false, value: issuer.serializedBytes[...])
        }
        if let timestamps {
            var list = DER.Serializer()
            try list.serialize(ASN1OctetString(contentBytes: timestamps[...]))
            try extensions.append(
                Certificate.Extension(
                    oid: CertificateTransparency.identifier, critical: false, value: list.serializedBytes[...]))
        }
        return try Certificate(
            version: .v3, serialNumber: serial, publicKey: .init(key),
            notValidBefore: Date(timeIntervalSince1970: Double(Self.begin)),
            notValidAfter: Date(timeIntervalSince1970: Double(Self.begin + 600)),
            issuer: root.subject, subject: try DistinguishedName {}, extensions: extensions,
            issuerPrivateKey: .init(authority))
    }
}
