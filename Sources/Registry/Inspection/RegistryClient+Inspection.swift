package import ImageModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension RegistryClient {
    static let inspectedAtOnce = 8
    private static let maximumConfigBytes = 8 << 20

    /// What an image is and what is attached to it. Reads manifests and configs, no layer.
    package func inspect(_ reference: ImageReference) async throws(RegistryError) -> ImageInspection {
        let digest = try await resolve(reference).digest
        let store = try store(for: reference.repository)
        let root = try await store.manifest(.digest(digest))
        var descriptors: [Descriptor] = []
        var annotations: [String: String] = [:]
        var attestations = 0
        if root.mediaType.isIndex {
            let index = try ManifestReading.decode(ImageIndex.self, root, reference.canonical)
            annotations = index.annotations ?? [:]
            attestations = index.manifests.count(where: \.isAttestation)
            descriptors = index.manifests.filter { !$0.isAttestation && $0.mediaType.isImageManifest }
        } else {
            descriptors = [Descriptor(mediaType: root.mediaType, digest: digest, size: Int64(root.bytes.count))]
        }
        let read = try await descriptors.mapConcurrently(limit: Self.inspectedAtOnce) {
            descriptor async throws(RegistryError) in
            var (image, annotations) = try await self.image(descriptor, root, store)
            image.scan = await self.scan(image, reference.repository)
            return (image, annotations)
        }
        for (_, own) in read { annotations.merge(own) { first, _ in first } }
        return ImageInspection(
            reference: reference, digest: digest, mediaType: root.mediaType,
            images: read.map(\.0).sorted { ($0.platform?.description ?? "") < ($1.platform?.description ?? "") },
            attestations: attestations, base: await base(NamedBase(annotations) ?? Self.labelled(read.map(\.0))),
            attached: try await attached(digest, store)
        )
    }

    private static func labelled(_ images: [ImageInspection.Image]) -> NamedBase? {
        images.lazy.compactMap { NamedBase($0.config?.labels ?? [:]) }.first
    }

    func image(
        _ descriptor: Descriptor, _ root: RawManifest, _ store: any ImageSource
    ) async throws(RegistryError) -> (ImageInspection.Image, [String: String]) {
        let subject = "\(store.repository)@\(descriptor.digest)"
        var manifest = root
        if descriptor.digest != root.digest { manifest = try await store.manifest(.digest(descriptor.digest)) }
        let image = try ManifestReading.decode(ImageManifest.self, manifest, subject)
        var config: InspectedConfig?
        if image.config.mediaType.isImageConfig {
            let bytes = try await store.blob(image.config).collect(limit: Self.maximumConfigBytes, subject: subject)
            config = try? JSONDecoder().decode(InspectedConfig.self, from: Data(bytes))
        }
        let inspected = ImageInspection.Image(
            digest: descriptor.digest, platform: descriptor.platform ?? config?.platform,
            compressedSize: image.layers.reduce(0) { $0 + max(0, $1.size) }, layers: image.layers.count,
            configType: image.config.mediaType, config: config
        )
        return (inspected, image.annotations ?? [:])
    }

    /// A courtesy too.
    private func scan(_ image: ImageInspection.Image, _ repository: ImageRepository) async -> ScanFindings? {
        guard image.config != nil, let scans = scans(of: repository) else { return nil }
        return try? await scans.findings(of: image.digest, in: repository)
    }

    /// The base is a courtesy: a registry that cannot be asked for it spoils nothing.
    private func base(_ base: NamedBase?) async -> ImageInspection.Base? {
        guard let base else { return nil }
        var current: ResolvedImage?
        if let reference = try? ImageReference(parsing: base.name) { current = try? await resolve(reference) }
        let isStill = base.digest.map { current?.isStill($0) == true } ?? false
        return ImageInspection.Base(
            name: base.name, digest: base.digest, current: isStill ? base.digest : current?.digest)
    }

    private func attached(
        _ digest: Digest, _ store: any ImageSource
    ) async throws(RegistryError) -> [ImageInspection.Attached] {
        var found = try await store.referrers(of: digest).map {
            ImageInspection.Attached(digest: $0.digest, artifactType: $0.artifactType, tag: nil)
        }
        for tag in digest.cosignTags {
            guard let head = try await store.head(.tag(tag)) else { continue }
            found.append(ImageInspection.Attached(digest: head.digest, artifactType: nil, tag: tag))
        }
        return found
    }
}
