import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

@testable import Signatures

/// A time stamping authority of a test's own, that stamps what and when it is told.
struct TimestampFixture {
    /// What its certificate is for.
    struct Usage {
        var extended: [ExtendedKeyUsage.Usage] = [.timeStamping]
        var isCritical = true
        var isAuthority = false
        /// Seconds since 1970.
        var validity = 1_600_000_000.0...2_500_000_000.0
        /// Of an authority between the root and the one that stamps.
        var intermediate: [ExtendedKeyUsage.Usage]?
    }

    /// What may be wrong with a token.
    struct Stamp {
        /// Seconds since 1970.
        var time = SigstoreFixture.begin + 60
        var fraction = ""
        var accuracy: [UInt8] = []
        var version: UInt8 = 1
        var policy: ASN1ObjectIdentifier = [1, 2, 3, 4]
        /// What is stamped, where it is not what should be.
        var stamped: [UInt8]?
        var hash: ASN1ObjectIdentifier = TimestampFixture.sha256
        /// After the accuracy: ordering, nonce, name, extensions.
        var rest: [UInt8] = []
        var contentType = TimestampInfo.contentType
        var hasContent = true
        var hasCertificates = true
        /// Attributes that are left out.
        var without: [ASN1ObjectIdentifier] = []
        var otherDigest = false
        var otherNamed = false
        var namesByFirst = false
        var signers = 1
        var isAltered = false
        var status: UInt8 = 0
    }

    enum Kind: CaseIterable { case p256, p384, rsa, pss, ed25519 }
    static let sha256: ASN1ObjectIdentifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]

    let root: Certificate
    let leaf: Certificate
    private let others: [Certificate]
    private let signer: Signer
    private let kind: Kind

    init(_ kind: Kind = .p256, _ usage: Usage = Usage()) throws {
        self.kind = kind
        signer = try Signer.make(kind == .pss ? "rsa" : "\(kind)")
        let key = try Self.certificateKey(signer)
        let (top, middle) = (P256.Signing.PrivateKey(), P256.Signing.PrivateKey())
        let rootName = try DistinguishedName { CommonName("time root") }
        let middleName = try DistinguishedName { CommonName("time authority") }
        func authority(_ name: DistinguishedName, _ key: P256.Signing.PrivateKey) throws -> Certificate {
            try Certificate(
                version: .v3, serialNumber: .init(), publicKey: .init(key.publicKey),
                notValidBefore: Date(timeIntervalSince1970: 1_500_000_000),
                notValidAfter: Date(timeIntervalSince1970: 2_600_000_000), issuer: rootName, subject: name,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                    Critical(KeyUsage(keyCertSign: true))
                    if name == middleName, let usages = usage.intermediate { try ExtendedKeyUsage(usages) }
                }, issuerPrivateKey: .init(top))
        }
        root = try authority(rootName, top)
        others = usage.intermediate == nil ? [] : [try authority(middleName, middle)]
        let extended = try Certificate.Extension(try ExtendedKeyUsage(usage.extended), critical: usage.isCritical)
        leaf = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: key.publicKey,
            notValidBefore: Date(timeIntervalSince1970: usage.validity.lowerBound),
            notValidAfter: Date(timeIntervalSince1970: usage.validity.upperBound),
            issuer: others.isEmpty ? rootName : middleName, subject: try DistinguishedName { CommonName("clock") },
            extensions: Certificate.Extensions {
                if usage.isAuthority { BasicConstraints.isCertificateAuthority(maxPathLength: nil) }
                Critical(KeyUsage(digitalSignature: true))
                extended
            }, issuerPrivateKey: .init(others.isEmpty ? top : middle))
    }

    private static func certificateKey(_ signer: Signer) throws -> Certificate.PrivateKey {
        switch signer {
        case .p256(let key): .init(key)
        case .p384(let key): .init(key)
        case .rsa(let key): .init(key)
        case .ed25519(let key): .init(key)
        }
    }

    func authority(isKnown: Bool = false, acceptsFirst: Bool = false, root: Certificate? = nil) -> TimestampAuthority {
        TimestampAuthority(
            roots: [root ?? self.root], intermediates: [], signer: isKnown ? leaf : nil, period: nil,
            acceptsFirstAttribute: acceptsFirst)
    }
}

extension TimestampFixture {
    /// As an authority answers: with a status before the token.
    func response(_ bytes: [UInt8], _ stamp: Stamp = Stamp()) throws -> [UInt8] {
        Self.sequence(Self.sequence([0x02, 1, stamp.status]) + (try token(bytes, stamp)))
    }

    func token(_ bytes: [UInt8], _ stamp: Stamp = Stamp()) throws -> [UInt8] {
        let info = try content(bytes, stamp)
        let signer = try self.signer(info, stamp)
        let certificates = stamp.hasCertificates ? ([leaf] + others).flatMap(NotaryFixture.der) : []
        let signed = Self.sequence(
            [0x02, 1, 3] + Self.node(0x31, try Self.algorithm(Self.sha256))
                + Self.sequence(
                    try Self.name(stamp.contentType)
                        + (stamp.hasContent ? Self.node(0xA0, Self.node(0x04, info)) : []))
                + (certificates.isEmpty ? [] : Self.node(0xA0, certificates))
                + Self.node(0x31, Array(repeating: signer, count: stamp.signers).flatMap(\.self)))
        return Self.sequence(try Self.name([1, 2, 840, 113549, 1, 7, 2]) + Self.node(0xA0, signed))
    }

    private func content(_ bytes: [UInt8], _ stamp: Stamp) throws -> [UInt8] {
        let imprint = Self.sequence(
            try Self.algorithm(stamp.hash) + Self.node(0x04, Array(SHA256.hash(data: stamp.stamped ?? bytes))))
        let text = Date(timeIntervalSince1970: Double(stamp.time)).formatted(.iso8601)
            .filter { !"-:TZ".contains($0) }
        let time = Self.node(0x18, Array("\(text)\(stamp.fraction)Z".utf8))
        return Self.sequence(
            [0x02, 1, stamp.version] + (try Self.name(stamp.policy)) + imprint + [0x02, 1, 7] + time + stamp.accuracy
                + stamp.rest)
    }

    private func signer(_ info: [UInt8], _ stamp: Stamp) throws -> [UInt8] {
        func attribute(_ type: ASN1ObjectIdentifier, _ value: [UInt8]) throws -> [UInt8] {
            stamp.without.contains(type) ? [] : Self.sequence(try Self.name(type) + Self.node(0x31, value))
        }
        let digest = Array(SHA256.hash(data: stamp.otherDigest ? [] : info))
        let certificate = stamp.otherNamed ? [] : NotaryFixture.der(leaf)
        let named =
            stamp.namesByFirst
            ? Self.node(0x04, Array(Insecure.SHA1.hash(data: certificate)))
            : Self.node(0x04, Array(SHA256.hash(data: certificate)))
        let attributes =
            try attribute(MessageSigner.contentType, Self.name(TimestampInfo.contentType))
            + attribute(MessageSigner.messageDigest, Self.node(0x04, digest))
            + attribute(
                stamp.namesByFirst ? SigningCertificateAttribute.first : SigningCertificateAttribute.second,
                Self.sequence(Self.sequence(Self.sequence(named))))
        var signature = try sign(Self.node(0x31, attributes))
        if stamp.isAltered { signature[signature.count - 1] ^= 1 }
        let issuer = Self.sequence(
            try Self.der(leaf.issuer) + Self.integer(Array(leaf.serialNumber.bytes)))
        return Self.sequence(
            [0x02, 1, 1] + issuer + (try Self.algorithm(Self.sha256)) + Self.node(0xA0, attributes)
                + (try signatureAlgorithm()) + Self.node(0x04, signature))
    }

    private func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        guard kind == .pss, case .rsa(let key) = signer else { return try signer.sign(bytes) }
        return Array(try key.signature(for: SHA256.hash(data: bytes), padding: .PSS).rawRepresentation)
    }

    private func signatureAlgorithm() throws -> [UInt8] {
        switch kind {
        case .p256: return try Self.algorithm([1, 2, 840, 10045, 4, 3, 2])
        case .p384: return try Self.algorithm([1, 2, 840, 10045, 4, 3, 3])
        case .rsa: return try Self.algorithm([1, 2, 840, 113549, 1, 1, 1], [0x05, 0])
        case .ed25519: return try Self.algorithm([1, 3, 101, 112])
        case .pss:
            let hash = try Self.algorithm(Self.sha256)
            let mask = try Self.algorithm([1, 2, 840, 113549, 1, 1, 8], hash)
            return try Self.algorithm(
                [1, 2, 840, 113549, 1, 1, 10],
                Self.sequence(Self.node(0xA0, hash) + Self.node(0xA1, mask) + Self.node(0xA2, [0x02, 1, 32])))
        }
    }
}

/// DER, with what does not belong there too.
extension TimestampFixture {
    static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            case ..<0x100: [0x81, UInt8(count)]
            case ..<0x1_0000: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
            default: [0x83, UInt8(count >> 16), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
            }
        return [tag] + length + content
    }

    static func sequence(_ content: [UInt8]) -> [UInt8] { node(0x30, content) }

    static func integer(_ bytes: [UInt8]) -> [UInt8] { node(0x02, (bytes[0] < 0x80 ? [] : [0]) + bytes) }

    static func name(_ identifier: ASN1ObjectIdentifier) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(identifier)
        return serializer.serializedBytes
    }

    static func algorithm(_ identifier: ASN1ObjectIdentifier, _ parameters: [UInt8] = []) throws -> [UInt8] {
        sequence(try name(identifier) + parameters)
    }

    static func der(_ name: DistinguishedName) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(name)
        return serializer.serializedBytes
    }
}
