import Crypto
import CryptoExtras
import Foundation
import ImageModel
import SwiftASN1
import X509

@testable import Signatures

/// An authority and somebody whom it vouches for, who sign as Notation does.
struct NotaryFixture {
    static let now = Date(timeIntervalSince1970: 1_800_000_000)
    private static let day = 86_400.0

    enum Key {
        case p256(P256.Signing.PrivateKey)
        case p384(P384.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)

        static func make(_ algorithm: String) throws -> Key {
            switch algorithm {
            case "PS256": .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048))
            case "ES384": .p384(P384.Signing.PrivateKey())
            default: .p256(P256.Signing.PrivateKey())
            }
        }

        var certificateKey: Certificate.PrivateKey {
            switch self {
            case .p256(let key): Certificate.PrivateKey(key)
            case .p384(let key): Certificate.PrivateKey(key)
            case .rsa(let key): Certificate.PrivateKey(key)
            }
        }

        var label: UInt8 {
            switch self {
            case .p256: 6
            case .p384: 34
            case .rsa: 36
            }
        }

        func sign(_ message: [UInt8]) throws -> [UInt8] {
            switch self {
            case .p256(let key): Array(try key.signature(for: SHA256.hash(data: message)).rawRepresentation)
            case .p384(let key): Array(try key.signature(for: SHA384.hash(data: message)).rawRepresentation)
            case .rsa(let key):
                Array(try key.signature(for: SHA256.hash(data: message), padding: .PSS).rawRepresentation)
            }
        }
    }

    let algorithm: String
    let key: Key
    let root: Certificate
    let leaf: Certificate

    init(
        _ algorithm: String = "ES256", isCodeSigning: Bool = true, isAuthority: Bool = false,
        isSelfSigned: Bool = false,
        validFor lifetime: ClosedRange<Double> = -10...10
    ) throws {
        self.algorithm = algorithm
        key = try Key.make(algorithm)
        let authority = P256.Signing.PrivateKey()
        let rootName = try DistinguishedName { CommonName("Root") }
        root = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: .init(authority.publicKey),
            notValidBefore: Self.now - 1000 * Self.day, notValidAfter: Self.now + 1000 * Self.day, issuer: rootName,
            subject: rootName,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true))
            }, issuerPrivateKey: .init(authority))
        let name = try DistinguishedName {
            CountryName("US")
            StateOrProvinceName("WA")
            OrganizationName("Acme, Inc.")
            CommonName("release")
        }
        leaf = try Certificate(
            version: .v3, serialNumber: .init(), publicKey: key.certificateKey.publicKey,
            notValidBefore: Self.now + lifetime.lowerBound * Self.day,
            notValidAfter: Self.now + lifetime.upperBound * Self.day, issuer: isSelfSigned ? name : rootName,
            subject: name,
            extensions: Certificate.Extensions {
                if isAuthority { BasicConstraints.isCertificateAuthority(maxPathLength: nil) }
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([isCodeSigning ? .codeSigning : .serverAuth])
            }, issuerPrivateKey: isSelfSigned ? key.certificateKey : .init(authority))
    }

    static func der(_ certificate: Certificate) -> [UInt8] {
        var serializer = DER.Serializer()
        try? serializer.serialize(certificate)
        return serializer.serializedBytes
    }

    static func pem(_ certificate: Certificate) -> String {
        "-----BEGIN CERTIFICATE-----\n\(Data(der(certificate)).base64EncodedString())\n-----END CERTIFICATE-----\n"
    }

    func verifier(
        _ identities: String = "*", store: Certificate? = nil, isForSigningAuthorities: Bool = false,
        timestamps: NotationTrust.Timestamps? = nil
    ) throws -> NotationVerifier {
        let store = try TrustStore(pem: Self.pem(store ?? root))
        return NotationVerifier(
            NotationTrust(
                authorities: store, signingAuthorities: isForSigningAuthorities ? store : nil, timestamps: timestamps),
            identities: [try NotationIdentity(identities)], now: Self.now)
    }
}

extension NotaryFixture {
    struct Said {
        var digest = CosignFixture.image.digest.description
        var size = CosignFixture.manifest.count
        var contentType = "application/vnd.cncf.notary.payload.v1+json"
        var scheme = "notary.x509"
        var critical = ["io.cncf.notary.signingScheme"]
        /// By name; seconds since 1970.
        var times = ["io.cncf.notary.signingTime": 1_799_999_000]
        var extra: [String] = []
        /// Of the signature, by whom is asked.
        var stamp: (@Sendable ([UInt8]) throws -> [UInt8])?

        var payload: [UInt8] {
            Array(
                #"{"targetArtifact":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"\#(digest)","size":\#(size)}}"#
                    .utf8)
        }
    }

    func jws(_ said: Said = Said(), altered: Bool = false) throws -> AttachedSignature {
        var head = [
            #""alg":"\#(algorithm)""#, #""cty":"\#(said.contentType)""#,
            #""crit":[\#(said.critical.map { "\"\($0)\"" }.joined(separator: ","))]"#,
            #""io.cncf.notary.signingScheme":"\#(said.scheme)""#,
        ]
        for (name, seconds) in said.times {
            head.append("\"\(name)\":\"\(Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601))\"")
        }
        head += said.extra.map { "\"\($0)\":1" }
        let protected = Self.base64("{\(head.joined(separator: ","))}".utf8.map { $0 })
        let payload = Self.base64(said.payload)
        let signature = try key.sign(Array("\(protected).\(payload)".utf8))
        let stamp =
            try said.stamp.map { stamp in
                #","io.cncf.notary.timestampSignature":"\#(CosignFixture.base64(try stamp(signature)))""#
            } ?? ""
        var other = said
        other.size += 1
        let text = """
            {"payload":"\(altered ? Self.base64(other.payload) : payload)","protected":"\(protected)",\
            "header":{"x5c":["\(Data(Self.der(leaf)).base64EncodedString())","\(Data(Self.der(root)).base64EncodedString())"]\(stamp)},\
            "signature":"\(Self.base64(signature))"}
            """
        return AttachedSignature(mediaType: "application/jose+json", bytes: Array(text.utf8))
    }

    func cose(_ said: Said = Said(), altered: Bool = false) throws -> AttachedSignature {
        func text(_ text: String) -> [UInt8] { CBOR.head(3, text.utf8.count) + Array(text.utf8) }
        func bytes(_ bytes: [UInt8]) -> [UInt8] { CBOR.head(2, bytes.count) + bytes }
        var head = CBOR.head(5, 4 + said.times.count + said.extra.count) + [0x01]
        head += key.label < 24 ? [0x20 | key.label] : [0x38, key.label]
        head += [0x02] + CBOR.head(4, said.critical.count) + said.critical.flatMap { text($0) }
        head += [0x03] + text(said.contentType)
        head += text("io.cncf.notary.signingScheme") + text(said.scheme)
        for (name, seconds) in said.times { head += text(name) + [0xC1] + CBOR.head(0, seconds) }
        for name in said.extra { head += text(name) + [0x01] }
        let message = [0x84] + text("Signature1") + bytes(head) + bytes([]) + bytes(said.payload)
        let signature = try key.sign(message)
        var other = said
        other.size += 1
        let stamp =
            try said.stamp.map { text("io.cncf.notary.timestampSignature") + bytes(try $0(signature)) } ?? []
        let chain = CBOR.head(4, 2) + bytes(Self.der(leaf)) + bytes(Self.der(root))
        let envelope =
            [0xD2, 0x84] + bytes(head) + CBOR.head(5, stamp.isEmpty ? 1 : 2) + [0x18, 33] + chain + stamp
            + bytes(altered ? other.payload : said.payload) + bytes(signature)
        return AttachedSignature(mediaType: "application/cose", bytes: envelope)
    }

    static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
