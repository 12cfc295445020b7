import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads when an image was made. No layer is pulled.
struct ImageCreation: Sendable {
    private static let maximumDepth = 4
    private static let maximumConfigBytes = 8 << 20
    /// OCI image-spec, "Pre-Defined Annotation Keys".
    private static let annotation = "org.opencontainers.image.created"

    let source: any ImageSource
    let subject: String

    func time(of digest: Digest) async throws(RegistryError) -> CreationTime? {
        var digest = digest
        for _ in 0..<Self.maximumDepth {
            let manifest = try await source.manifest(.digest(digest))
            guard manifest.mediaType.isIndex else { return try await time(ofImage: manifest) }
            let index = try ManifestReading.decode(ImageIndex.self, manifest, subject)
            guard let child = index.manifests.first(where: { !$0.isAttestation }) else {
                return index.annotations?[Self.annotation].flatMap { CreationTime($0) }
            }
            digest = child.digest
        }
        return nil
    }

    private func time(ofImage manifest: RawManifest) async throws(RegistryError) -> CreationTime? {
        let image = try ManifestReading.decode(ImageManifest.self, manifest, subject)
        guard image.config.mediaType.isImageConfig else {
            return image.annotations?[Self.annotation].flatMap { CreationTime($0) }
        }
        let bytes = try await source.blob(image.config).collect(limit: Self.maximumConfigBytes, subject: subject)
        let config = try? JSONDecoder().decode(Config.self, from: Data(bytes))
        return config?.created.flatMap { CreationTime($0) }
    }

    private struct Config: Decodable {
        let created: String?
    }
}
