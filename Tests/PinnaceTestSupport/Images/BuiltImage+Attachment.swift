#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension BuiltImage {
    private struct Attachment: Encodable {
        struct Layer: Encodable {
            let mediaType: String
            let digest: String
            let size: Int
            var annotations: [String: String]?
            var artifactType: String?
        }
        var schemaVersion = 2
        var mediaType = "application/vnd.oci.image.manifest.v1+json"
        var artifactType: String?
        let config: Layer
        let layers: [Layer]
        var subject: Layer?
    }

    private struct List: Encodable {
        var schemaVersion = 2
        var mediaType = "application/vnd.oci.image.index.v1+json"
        let manifests: [Attachment.Layer]
    }

    /// A manifest that holds something for another: under a tag of its own, or as its referrer.
    package static func attachment(
        _ layers: [(content: Content, annotations: [String: String])], artifactType: String? = nil,
        to subject: Content? = nil
    ) throws -> BuiltImage {
        let config = Content(mediaType: "application/vnd.oci.empty.v1+json", bytes: Array("{}".utf8))
        let manifest = Attachment(
            artifactType: artifactType, config: layer(config),
            layers: layers.map { layer($0.content, $0.annotations) }, subject: subject.map { layer($0) })
        return BuiltImage(
            root: Content(mediaType: manifest.mediaType, bytes: try json(manifest)), children: [],
            blobs: [config] + layers.map(\.content), platforms: [])
    }

    /// The list that stands under the fallback tag of a registry without referrers.
    package static func referrers(_ list: [(image: BuiltImage, artifactType: String)]) throws -> BuiltImage {
        let index = List(
            manifests: list.map { entry in
                var layer = layer(entry.image.root)
                layer.artifactType = entry.artifactType
                return layer
            })
        return BuiltImage(
            root: Content(mediaType: index.mediaType, bytes: try json(index)), children: list.map(\.image.root),
            blobs: list.flatMap(\.image.blobs), platforms: [])
    }

    private static func layer(_ content: Content, _ annotations: [String: String]? = nil) -> Attachment.Layer {
        Attachment.Layer(
            mediaType: content.mediaType, digest: content.digest, size: content.bytes.count, annotations: annotations)
    }

    private static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
