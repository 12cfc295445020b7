import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An OCI image layout (image-spec, "Image Layout") whose references are spelled in full, host and all:
/// `gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8.0`.
package final class ImageLayoutDirectory: Sendable {
    package let path: String
    private let entries = Mutex<[(reference: String, content: BuiltImage.Content)]>([])

    /// Makes an empty layout; the directory is made if it is not there.
    package init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(
            atPath: "\(path)/blobs/sha256",
            withIntermediateDirectories: true
        )
        try write(Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8), "oci-layout")
        try writeIndex()
    }

    /// Puts the image in under the reference, which moves if it was there.
    package func add(_ image: BuiltImage, as reference: String) throws {
        for content in image.manifests + image.blobs {
            try write(content.bytes, "blobs/sha256/" + content.digest.dropFirst("sha256:".count))
        }
        entries.withLock { entries in
            entries.removeAll { $0.reference == reference }
            entries.append((reference, image.root))
        }
        try writeIndex()
    }

    /// Takes the reference out; its blobs stay.
    package func remove(_ reference: String) throws {
        entries.withLock { $0.removeAll { $0.reference == reference } }
        try writeIndex()
    }

    private func writeIndex() throws {
        let manifests = entries.withLock { entries in
            entries.map { entry in
                ImageBuilder.Descriptor(
                    entry.content,
                    annotations: ["org.opencontainers.image.ref.name": entry.reference]
                )
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let index = ImageBuilder.Index(mediaType: "application/vnd.oci.image.index.v1+json", manifests: manifests)
        try write(Array(encoder.encode(index)), "index.json")
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"), options: .atomic)
    }
}
