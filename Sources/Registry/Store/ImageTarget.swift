package import ImageModel

/// One repository that images are written to.
package protocol ImageTarget: ImageSource {
    /// Makes the place that images are written to, where it can be made.
    func prepare() async throws(RegistryError)

    func hasBlob(_ blob: Descriptor) async throws(RegistryError) -> Bool

    /// Stores a blob. `content` is opened only where the bytes have to travel, at an offset: above zero where the
    /// target has the bytes before it already.
    ///
    /// - Parameter source: a repository of the same registry that has the blob, which spares the way through here.
    func put(
        _ blob: Descriptor,
        mountableFrom source: ImageRepository?,
        content: @Sendable (Int64) async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) -> BlobArrival

    /// Stores a manifest's bytes as they are. What it names has to be there already.
    ///
    /// - Parameter name: `nil` for a child, which the index that follows names.
    func put(_ manifest: RawManifest, as name: ManifestName?) async throws(RegistryError)
}

extension ImageTarget {
    package func prepare() async throws(RegistryError) {}
}

/// How a blob came to its target.
package enum BlobArrival: Sendable, Hashable {
    case streamed
    /// The registry took it from another of its repositories.
    case mounted
}
