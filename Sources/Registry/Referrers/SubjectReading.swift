package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The part of a manifest or index that says what it is attached to (OCI image-spec, "Image Manifest").
struct SubjectReading: Decodable {
    private struct Config: Decodable {
        let mediaType: MediaType
    }

    let subject: Descriptor?
    private let artifactType: String?
    private let config: Config?
    private let annotations: [String: String]?

    /// `nil` where the bytes are attached to nothing.
    static func subject(of manifest: RawManifest) -> Digest? {
        read(manifest)?.subject?.digest
    }

    /// How a list of referrers names the manifest: with its artifact type, else that of its config, and its annotations
    /// (distribution-spec, "Listing Referrers").
    static func descriptor(of manifest: RawManifest) -> Descriptor {
        let content = read(manifest)
        return Descriptor(
            mediaType: manifest.mediaType, digest: manifest.digest, size: Int64(manifest.bytes.count),
            annotations: content?.annotations,
            artifactType: content?.artifactType ?? content?.config?.mediaType.rawValue
        )
    }

    private static func read(_ manifest: RawManifest) -> Self? {
        try? JSONDecoder().decode(Self.self, from: Data(manifest.bytes))
    }
}

extension Digest {
    /// The tag that stands for a list of referrers where the registry keeps none (distribution-spec, "Referrers Tag
    /// Schema"): algorithm to 32 characters, hex to 64.
    var referrersTag: ImageTag {
        guard let tag = ImageTag("\(algorithm.rawValue)-\(hex.prefix(64))") else {
            preconditionFailure("hex digits make a tag")
        }
        return tag
    }

    /// Where cosign keeps signatures, attestations and bills of material of its own.
    package var cosignTags: [ImageTag] {
        ["sig", "att", "sbom"].compactMap { ImageTag("\(algorithm.rawValue)-\(hex).\($0)") }
    }
}
