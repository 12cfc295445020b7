import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// cosign's payload under its tags (cosign, "SIGNATURE_SPEC": Simple Signing).
struct SimpleSigning {
    static let mediaType = "application/vnd.dev.cosign.simplesigning.v1+json"
    static let signatureAnnotation = "dev.cosignproject.cosign/signature"
    private static let types: Set = ["cosign container image signature", "atomic container signature"]

    private struct Payload: Decodable {
        struct Critical: Decodable {
            struct Image: Decodable {
                let digest: String
                enum CodingKeys: String, CodingKey { case digest = "docker-manifest-digest" }
            }
            let image: Image
            let type: String
        }
        let critical: Critical
    }

    let payload: [UInt8]
    let signature: [UInt8]

    init(_ attached: AttachedSignature) throws(SignatureError) {
        guard let text = attached.annotations[Self.signatureAnnotation] else {
            throw SignatureError("has no annotation \(Self.signatureAnnotation)")
        }
        guard let data = Data(base64Encoded: text), !data.isEmpty else { throw SignatureError("is not base64") }
        payload = attached.bytes
        signature = Array(data)
    }

    /// What the payload says, once it is known who says it. `docker-reference` is not compared, as cosign does not:
    /// a signature speaks of a digest, wherever that was copied to.
    func check(_ image: SignedImage) throws(SignatureError) {
        guard let content = try? JSONDecoder().decode(Payload.self, from: Data(payload)) else {
            throw SignatureError("signs something that is not a payload of cosign's")
        }
        let critical = content.critical
        guard Self.types.contains(critical.type) else {
            throw SignatureError("signs a payload of type '\(critical.type.printable(limit: 60))'")
        }
        guard critical.image.digest == image.digest.description else {
            throw SignatureError("is for \(critical.image.digest.printable(limit: 80)), another image")
        }
    }
}
