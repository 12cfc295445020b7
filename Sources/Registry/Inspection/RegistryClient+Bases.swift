package import ImageModel

extension RegistryClient {
    /// What an image was built on: as its index says, else as its images do, in their annotations or their configs' labels;
    /// each base once. No layer is read.
    package func bases(of reference: ImageReference) async throws(RegistryError) -> [NamedBase] {
        let digest = try await resolve(reference).digest
        let store = try store(for: reference.repository)
        let root = try await store.manifest(.digest(digest))
        guard root.mediaType.isIndex else {
            let descriptor = Descriptor(mediaType: root.mediaType, digest: digest, size: Int64(root.bytes.count))
            return try await base(descriptor, root, store).map { [$0] } ?? []
        }
        let index = try ManifestReading.decode(ImageIndex.self, root, reference.canonical)
        if let base = NamedBase(index.annotations ?? [:]), base.digest != nil { return [base] }
        let images = index.manifests.filter { !$0.isAttestation && $0.mediaType.isImageManifest }
        let bases = try await images.mapConcurrently(limit: Self.inspectedAtOnce) {
            image async throws(RegistryError) in
            try await self.base(image, root, store)
        }
        return bases.compactMap(\.self).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func base(
        _ descriptor: Descriptor, _ root: RawManifest, _ store: any ImageSource
    ) async throws(RegistryError) -> NamedBase? {
        let (image, annotations) = try await self.image(descriptor, root, store)
        return NamedBase(annotations) ?? NamedBase(image.config?.labels ?? [:])
    }
}
