import ImageModel

extension LayoutStore {
    func prepare() async throws(RegistryError) {
        try layout.create()
    }

    func hasBlob(_ blob: Descriptor) async throws(RegistryError) -> Bool {
        try layout.file(blob.digest).map { $0.size == blob.size } ?? false
    }

    func put(
        _ blob: Descriptor,
        mountableFrom source: ImageRepository?,
        content: @Sendable (Int64) async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) -> BlobArrival {
        let writer = try LayoutBlobWriter(layout, blob.digest)
        let stream = try await content(0).verified(
            digest: blob.digest, size: blob.size, subject: "\(repository)@\(blob.digest)"
        )
        do throws(RegistryError) {
            while let chunk = try await stream.nextChunk() { try writer.write(chunk) }
            try writer.commit()
        } catch {
            stream.cancel()
            writer.discard()
            throw error
        }
        return .streamed
    }

    func put(_ manifest: RawManifest, as name: ManifestName?) async throws(RegistryError) {
        if try layout.file(manifest.digest) == nil {
            let writer = try LayoutBlobWriter(layout, manifest.digest)
            do throws(RegistryError) {
                try writer.write(manifest.bytes)
                try writer.commit()
            } catch {
                writer.discard()
                throw error
            }
        }
        guard let name else { return }
        try await layout.update { $0.insert(manifest, as: name, in: repository) }
    }
}
