package import ImageModel

/// One repository that images are read from: in a registry or in an image layout.
package protocol ImageSource: Sendable {
    var repository: ImageRepository { get }

    /// What stands under a name, without reading it; `nil` where nothing does.
    func head(_ name: ManifestName) async throws(RegistryError) -> ManifestHead?

    /// The bytes under a name, hashed: where the name is a digest, they are what it says.
    func manifest(_ name: ManifestName) async throws(RegistryError) -> RawManifest

    /// A blob; the stream fails at its end where the bytes are not what the descriptor says.
    func blob(_ blob: Descriptor) async throws(RegistryError) -> BlobStream

    /// The rest of a blob, behind bytes that were read before; nothing of it is checked.
    func blob(_ blob: Descriptor, from offset: Int64) async throws(RegistryError) -> BlobStream

    /// Every tag, in the registry's order.
    func tags() async throws(RegistryError) -> [ImageTag]

    /// The same a page at a time, so that the memory needed does not grow with the repository.
    func tagPages(_ body: @Sendable ([ImageTag]) throws(RegistryError) -> Void) async throws(RegistryError)

    /// What names a manifest as its subject, by the registry's list or by the fallback tag; empty where nothing does.
    func referrers(of digest: Digest) async throws(RegistryError) -> [Descriptor]
}
