package import ImageModel

/// A blob of a manifest that is attached to an image.
package struct AttachedBlob: Sendable, Hashable {
    package let mediaType: String
    package let bytes: [UInt8]
    /// The layer's own.
    package let annotations: [String: String]
}

/// Which attached blobs are meant.
package struct AttachmentFilter: Sendable, Hashable {
    /// Of referrers; one that the list does not state is looked into.
    package let artifactTypes: Set<String>
    /// Of layers.
    package let mediaTypes: Set<String>
    /// Whether cosign's tag for signatures is looked at too.
    package let readsCosignTag: Bool

    package init(artifactTypes: Set<String>, mediaTypes: Set<String>, readsCosignTag: Bool) {
        self.artifactTypes = artifactTypes
        self.mediaTypes = mediaTypes
        self.readsCosignTag = readsCosignTag
    }
}

/// What is attached to an image, as far as it was asked for.
package struct AttachedBlobs: Sendable, Hashable {
    /// The image's manifest or index.
    package let manifest: [UInt8]
    package let blobs: [AttachedBlob]
    /// Blobs of the right kind that were left out: too large, or too many.
    package let leftOut: Int
}

extension RegistryClient {
    /// Anybody who may push can attach more, so that there has to be an end.
    private static let maximumAttachedManifests = 128
    private static let maximumAttachedBlobs = 128
    private static let maximumAttachedBytes: Int64 = 1 << 20

    /// Blobs that are attached to an image, by referrers or cosign's tag.
    ///
    /// - Parameter reference: with a digest.
    package func attachedBlobs(
        of reference: ImageReference, _ filter: AttachmentFilter
    ) async throws(RegistryError) -> AttachedBlobs {
        let store = try store(for: reference.repository)
        let root = try await store.manifest(ManifestName(reference))
        let names = try await attachedManifests(root.digest, filter, store)
        let kept = names.prefix(Self.maximumAttachedManifests)
        var leftOut = names.count - kept.count
        var layers: [Descriptor] = []
        for name in kept {
            let manifest = try await store.manifest(name)
            guard manifest.mediaType.isImageManifest,
                let image = try? ManifestReading.decode(ImageManifest.self, manifest, reference.canonical)
            else { continue }
            for layer in image.layers where filter.mediaTypes.contains(layer.mediaType.rawValue) {
                let isFit = layers.count < Self.maximumAttachedBlobs && layer.size <= Self.maximumAttachedBytes
                if isFit { layers.append(layer) } else { leftOut += 1 }
            }
        }
        let blobs = try await layers.mapConcurrently(limit: Self.inspectedAtOnce) {
            layer async throws(RegistryError) in try await Self.blob(layer, store)
        }
        return AttachedBlobs(manifest: root.bytes, blobs: blobs, leftOut: leftOut)
    }

    private func attachedManifests(
        _ digest: Digest, _ filter: AttachmentFilter, _ store: any ImageSource
    ) async throws(RegistryError) -> [ManifestName] {
        var names: [ManifestName] = []
        if filter.readsCosignTag, let tag = digest.cosignTags.first, let head = try await store.head(.tag(tag)) {
            names.append(.digest(head.digest))
        }
        for referrer in try await store.referrers(of: digest) {
            guard referrer.artifactType.map(filter.artifactTypes.contains) ?? true else { continue }
            names.append(.digest(referrer.digest))
        }
        return names
    }

    private static func blob(
        _ layer: Descriptor, _ store: any ImageSource
    ) async throws(RegistryError) -> AttachedBlob {
        let bytes = try await store.blob(layer)
            .collect(limit: Int(maximumAttachedBytes), subject: "\(store.repository)@\(layer.digest)")
        return AttachedBlob(
            mediaType: layer.mediaType.rawValue, bytes: bytes, annotations: layer.annotations ?? [:])
    }
}
