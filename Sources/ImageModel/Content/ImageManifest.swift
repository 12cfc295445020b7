/// A manifest of one image: its config and layers (OCI image-spec, Docker schema 2).
package struct ImageManifest: Sendable, Codable, Hashable {
    package let mediaType: MediaType?
    package let artifactType: String?
    package let config: Descriptor
    package let layers: [Descriptor]
    package let subject: Descriptor?
    package let annotations: [String: String]?

    /// The config and every layer, each once.
    package var blobs: [Descriptor] {
        var seen: Set<Digest> = []
        return ([config] + layers).filter { seen.insert($0.digest).inserted }
    }
}

/// The part of an image's config that says what it runs on.
package struct ImageConfigPlatform: Sendable, Decodable, Hashable {
    package let platform: Platform

    package init(from decoder: any Decoder) throws {
        platform = try Platform(from: decoder)
    }
}
