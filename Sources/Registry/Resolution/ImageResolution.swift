import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads what an image runs on from its manifest or index.
struct ImageResolution: Sendable {
    private static let maximumDepth = 4
    /// Children that had to be read because their descriptors state no platform.
    private static let maximumReads = 64
    private static let maximumConfigBytes = 8 << 20

    let source: any ImageSource
    let subject: String

    func describe(_ manifest: RawManifest) async throws(RegistryError) -> ResolvedImage {
        if manifest.mediaType.isSchema1 { throw .schema1(subject) }
        var children: [Digest: Platform] = [:]
        var platforms: [Platform] = []
        if manifest.mediaType.isIndex {
            var reads = 0
            children = try await self.platforms(ofIndex: manifest, depth: 1, reads: &reads)
            platforms = Array(children.values)
        } else if let platform = try await platform(ofImage: manifest) {
            platforms = [platform]
        }
        return ResolvedImage(
            digest: manifest.digest,
            mediaType: manifest.mediaType,
            size: Int64(manifest.bytes.count),
            platforms: platforms,
            children: children
        )
    }

    private func platforms(
        ofIndex manifest: RawManifest, depth: Int, reads: inout Int
    ) async throws(RegistryError) -> [Digest: Platform] {
        let index = try decode(ImageIndex.self, manifest)
        var found: [Digest: Platform] = [:]
        for child in index.manifests where !child.isAttestation {
            if child.mediaType.isIndex {
                guard depth < Self.maximumDepth else {
                    throw .unsupported(subject, "the index nests deeper than \(Self.maximumDepth) levels")
                }
                let nested = try await read(child, &reads)
                found.merge(try await platforms(ofIndex: nested, depth: depth + 1, reads: &reads)) { first, _ in first }
            } else if let platform = child.platform {
                found[child.digest] = platform
            } else if child.mediaType.isImageManifest {
                found[child.digest] = try await platform(ofImage: try await read(child, &reads))
            }
        }
        return found
    }

    private func read(_ child: Descriptor, _ reads: inout Int) async throws(RegistryError) -> RawManifest {
        reads += 1
        guard reads <= Self.maximumReads else {
            throw .unsupported(subject, "more than \(Self.maximumReads) of its children do not say what they run on")
        }
        return try await source.manifest(.digest(child.digest))
    }

    /// `nil` for an artifact, which runs on nothing.
    private func platform(ofImage manifest: RawManifest) async throws(RegistryError) -> Platform? {
        let image = try decode(ImageManifest.self, manifest)
        guard image.config.mediaType.isImageConfig else { return nil }
        let stream = try await source.blob(image.config)
        let bytes = try await stream.collect(limit: Self.maximumConfigBytes, subject: subject)
        guard let config = try? JSONDecoder().decode(ImageConfigPlatform.self, from: Data(bytes)) else {
            throw .unsupported(subject, "the image's config does not say what it runs on")
        }
        return config.platform.isUnknown ? nil : config.platform
    }

    private func decode<Content: Decodable>(
        _ type: Content.Type, _ manifest: RawManifest
    ) throws(RegistryError) -> Content {
        try ManifestReading.decode(type, manifest, subject)
    }
}

extension MediaType {
    /// The two configs that state an operating system and an architecture.
    var isImageConfig: Bool {
        rawValue == "application/vnd.oci.image.config.v1+json"
            || self == .dockerConfig
    }
}
