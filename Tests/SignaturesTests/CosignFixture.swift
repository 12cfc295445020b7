import Crypto
import CryptoExtras
import Foundation
import ImageModel

@testable import Signatures

/// Somebody who signs.
enum Signer {
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)
    case rsa(_RSA.Signing.PrivateKey)

    static func make(_ kind: String) throws -> Signer {
        switch kind {
        case "p384": .p384(P384.Signing.PrivateKey())
        case "ed25519": .ed25519(Curve25519.Signing.PrivateKey())
        case "rsa": .rsa(try _RSA.Signing.PrivateKey(keySize: .bits2048))
        default: .p256(P256.Signing.PrivateKey())
        }
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        switch self {
        case .p256(let key): Array(try key.signature(for: SHA256.hash(data: message)).derRepresentation)
        case .p384(let key): Array(try key.signature(for: SHA384.hash(data: message)).derRepresentation)
        case .ed25519(let key): Array(try key.signature(for: message))
        case .rsa(let key):
            Array(try key.signature(for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5).rawRepresentation)
        }
    }

    var pem: String {
        switch self {
        case .p256(let key): return key.publicKey.pemRepresentation
        case .p384(let key): return key.publicKey.pemRepresentation
        case .rsa(let key): return key.publicKey.pemRepresentation
        case .ed25519(let key):
            let text = Self.der(key.publicKey).base64EncodedString()
            return "-----BEGIN PUBLIC KEY-----\n\(text)\n-----END PUBLIC KEY-----\n"
        }
    }

    static func der(_ key: Curve25519.Signing.PublicKey) -> Data {
        Data([0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00] + key.rawRepresentation)
    }
}

/// Signatures as cosign makes them, and as those who would like to be it do.
enum CosignFixture {
    static let image = SignedImage(digest: ImageDigest(of: manifest), manifest: manifest)
    static let manifest = Array(#"{"schemaVersion":2}"#.utf8)

    static func payload(_ digest: ImageDigest = image.digest, type: String = "cosign container image signature")
        -> [UInt8]
    {
        Array(
            """
            {"critical":{"identity":{"docker-reference":"x.dev/another/place"},"image":{"docker-manifest-digest":"\(digest)"},\
            "type":"\(type)"},"optional":null}
            """.utf8)
    }

    static func simple(_ payload: [UInt8], _ signature: [UInt8]) -> AttachedSignature {
        AttachedSignature(
            mediaType: "application/vnd.dev.cosign.simplesigning.v1+json", bytes: payload,
            annotations: ["dev.cosignproject.cosign/signature": Data(signature).base64EncodedString()])
    }

    static func statement(
        _ digest: ImageDigest = image.digest, predicate: String = "https://sigstore.dev/cosign/sign/v1"
    ) -> [UInt8] {
        Array(
            """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"\(digest.hex)"}}],\
            "predicateType":"\(predicate)","predicate":{}}
            """.utf8)
    }

    static func envelope(_ payload: [UInt8], _ signature: [UInt8]) -> String {
        """
        "dsseEnvelope":{"payload":"\(base64(payload))","payloadType":"application/vnd.in-toto+json",\
        "signatures":[{"sig":"\(base64(signature))","keyid":""}]}
        """
    }

    static func message(_ digest: [UInt8], _ signature: [UInt8]) -> String {
        """
        "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"\(base64(digest))"},\
        "signature":"\(base64(signature))"}
        """
    }

    static func bundle(
        _ content: String, material: String = #""publicKey":{"hint":"x"},"tlogEntries":[]"#,
        version: String = "v0.3+json"
    ) -> AttachedSignature {
        let type = "application/vnd.dev.sigstore.bundle.\(version)"
        let text = #"{"mediaType":"\#(type)","verificationMaterial":{\#(material)},\#(content)}"#
        return AttachedSignature(mediaType: type, bytes: Array(text.utf8))
    }

    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}

typealias ImageDigest = ImageModel.Digest

extension ImageDigest {
    init(of bytes: [UInt8]) {
        let hex = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        self = ImageDigest("sha256:\(hex)"[...])!
    }
}

/// Why a signature proves nothing; `nil` where it does.
func refusal(_ verifier: some SignatureVerifier, _ signature: AttachedSignature) async -> String? {
    do throws(SignatureError) {
        try await verifier.verify(signature, of: CosignFixture.image)
        return nil
    } catch {
        return error.message
    }
}
