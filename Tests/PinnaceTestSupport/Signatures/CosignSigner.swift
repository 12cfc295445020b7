import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Signs images with a key of its own, as `cosign sign --key` does.
package struct CosignSigner: Sendable {
    private static let bundleType = "application/vnd.dev.sigstore.bundle.v0.3+json"
    private let key = P256.Signing.PrivateKey()

    package init() {}

    /// What `cosign.pub` holds.
    package var publicKey: String { key.publicKey.pemRepresentation }

    /// Where cosign looks for signatures of an image.
    package static func tag(_ digest: String) -> String { digest.replacing(":", with: "-") + ".sig" }

    /// For ``tag(_:)``: a layer for each digest.
    package func signatures(of digests: [String]) throws -> BuiltImage {
        try .attachment(
            try digests.map { digest in
                let payload = Array(
                    """
                    {"critical":{"identity":{"docker-reference":""},"image":{"docker-manifest-digest":"\(digest)"},\
                    "type":"cosign container image signature"},"optional":null}
                    """.utf8)
                let content = BuiltImage.Content(
                    mediaType: "application/vnd.dev.cosign.simplesigning.v1+json", bytes: payload)
                return (content, ["dev.cosignproject.cosign/signature": try sign(payload)])
            })
    }

    /// A bundle as a referrer, in the list for the fallback tag.
    package func bundle(of image: BuiltImage) throws -> BuiltImage {
        let statement = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"\(image.digest.dropFirst(7))"}}],\
            "predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}
            """
        let type = "application/vnd.in-toto+json"
        let message = "DSSEv1 \(type.utf8.count) \(type) \(statement.utf8.count) \(statement)"
        let bundle = """
            {"mediaType":"\(Self.bundleType)","verificationMaterial":{"publicKey":{"hint":""},"tlogEntries":[]},\
            "dsseEnvelope":{"payload":"\(Data(statement.utf8).base64EncodedString())","payloadType":"\(type)",\
            "signatures":[{"sig":"\(try sign(Array(message.utf8)))","keyid":""}]}}
            """
        let content = BuiltImage.Content(mediaType: Self.bundleType, bytes: Array(bundle.utf8))
        let referrer = try BuiltImage.attachment([(content, [:])], artifactType: Self.bundleType, to: image.root)
        return try .referrers([(referrer, Self.bundleType)])
    }

    private func sign(_ message: [UInt8]) throws -> String {
        try key.signature(for: SHA256.hash(data: message)).derRepresentation.base64EncodedString()
    }
}
