import ImageModel

/// What hangs below a manifest: to be written before it.
struct ImageTree: Sendable {
    static let maximumDepth = 4
    private static let concurrency = 8
    private static let maximumManifests = 2_000

    /// Children before those that name them, the root last.
    private(set) var manifests: [RawManifest]
    /// Every config and layer, each once; without layers that may only be had from their vendor.
    private(set) var blobs: [Descriptor] = []
    /// The root and what hangs below it, whether the target has it or not; without attestations.
    private(set) var subjects: [Digest]

    /// Reads what the target lacks; a child that it has is there with all that hangs below.
    init(
        _ root: RawManifest, from source: any ImageSource, lackingIn target: any ImageTarget
    ) async throws(RegistryError) {
        let subject = "\(source.repository)@\(root.digest)"
        manifests = [root]
        subjects = [root.digest]
        var level = [root]
        var (seenManifests, seenBlobs) = (Set([root.digest]), Set<Digest>())
        for _ in 0..<Self.maximumDepth {
            var children: [Descriptor] = []
            for manifest in level {
                let content = try Self.content(manifest, subject)
                children += content.manifests.filter { seenManifests.insert($0.digest).inserted }
                blobs += content.blobs.filter { seenBlobs.insert($0.digest).inserted }
            }
            guard !children.isEmpty else { return }
            subjects += children.filter { !$0.isAttestation }.map(\.digest)
            guard seenManifests.count <= Self.maximumManifests else {
                throw .unsupported(subject, "the index holds more than \(Self.maximumManifests) manifests")
            }
            let read = try await children.mapConcurrently(limit: Self.concurrency) {
                child async throws(RegistryError) in
                try await target.head(.digest(child.digest)) == nil
                    ? source.manifest(.digest(child.digest)) : nil as RawManifest?
            }
            level = read.compactMap(\.self)
            manifests = level + manifests
        }
        throw .unsupported(subject, "the index nests deeper than \(Self.maximumDepth) levels")
    }

    private static func content(
        _ manifest: RawManifest, _ subject: String
    ) throws(RegistryError) -> (manifests: [Descriptor], blobs: [Descriptor]) {
        if manifest.mediaType.isSchema1 { throw .schema1(subject) }
        guard manifest.mediaType.isIndex else {
            let image = try ManifestReading.decode(ImageManifest.self, manifest, subject)
            return ([], image.blobs.filter { !$0.mediaType.isForeignLayer })
        }
        // BuildKit's cache indexes hold layers where others hold manifests.
        let children = try ManifestReading.decode(ImageIndex.self, manifest, subject).manifests
        let isManifest: (Descriptor) -> Bool = { $0.mediaType.isIndex || $0.mediaType.isImageManifest }
        return (children.filter(isManifest), children.filter { !isManifest($0) })
    }
}

extension MediaType {
    /// Windows base layers, which registries do not hold (OCI image-spec, "Non-Distributable Layers").
    fileprivate var isForeignLayer: Bool {
        rawValue.contains(".nondistributable.") || rawValue.contains(".foreign.")
    }
}
