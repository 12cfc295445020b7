import ImageModel
import SystemPackage

/// One repository of an image layout. The blobs are shared by all of them; manifests belong to the repository whose
/// entries lead to them.
struct LayoutStore: ImageTarget {
    let repository: ImageRepository
    let layout: ImageLayout

    func head(_ name: ManifestName) async throws(RegistryError) -> ManifestHead? {
        guard let descriptor = try descriptor(name, in: try layout.index()) else { return nil }
        return ManifestHead(digest: descriptor.digest, mediaType: descriptor.mediaType, size: descriptor.size)
    }

    func manifest(_ name: ManifestName) async throws(RegistryError) -> RawManifest {
        guard let descriptor = try descriptor(name, in: try layout.index()) else { throw missing(name) }
        return try read(descriptor)
    }

    func blob(_ blob: Descriptor) async throws(RegistryError) -> BlobStream {
        try await self.blob(blob, from: 0).verified(
            digest: blob.digest, size: blob.size, subject: "\(repository)@\(blob.digest)")
    }

    func blob(_ blob: Descriptor, from offset: Int64) async throws(RegistryError) -> BlobStream {
        guard let file = try layout.file(blob.digest) else { throw lost(blob.digest) }
        do throws(Errno) {
            try file.skip(to: offset)
        } catch {
            throw layout.unreadable(layout.blobPath(blob.digest), error)
        }
        return BlobStream(
            size: file.size - offset,
            nextChunk: { () async throws(RegistryError) -> [UInt8]? in
                do throws(Errno) {
                    return try file.next()
                } catch {
                    throw layout.unreadable(layout.blobPath(blob.digest), error)
                }
            }
        )
    }

    func tags() async throws(RegistryError) -> [ImageTag] {
        try layout.index().tags(of: repository)
    }

    func tagPages(_ body: @Sendable ([ImageTag]) throws(RegistryError) -> Void) async throws(RegistryError) {
        try body(try await tags())
    }

    private func descriptor(_ name: ManifestName, in index: LayoutIndex) throws(RegistryError) -> Descriptor? {
        switch name {
        case .digest(let digest): return try descriptor(digest, in: index)
        case .tag(let tag):
            let named = index.entries(tagged: tag, in: repository).map(\.descriptor)
            guard Set(named.map(\.digest)).count <= 1 else {
                throw layout.invalid("its index.json gives \(repository):\(tag) to several digests")
            }
            return named.first
        }
    }

    /// A manifest that an entry of this repository is, or leads to.
    private func descriptor(_ digest: Digest, in index: LayoutIndex) throws(RegistryError) -> Descriptor? {
        var level = index.entries(of: repository).map(\.descriptor)
        var seen: Set<Digest> = []
        for _ in 0..<ImageTree.maximumDepth {
            if let found = level.first(where: { $0.digest == digest }) { return found }
            var next: [Descriptor] = []
            for child in level where child.mediaType.isIndex && seen.insert(child.digest).inserted {
                let manifest = try read(child)
                next += try ManifestReading.decode(ImageIndex.self, manifest, repository.canonicalName).manifests
            }
            level = next
        }
        return nil
    }

    private func read(_ descriptor: Descriptor) throws(RegistryError) -> RawManifest {
        let subject = "\(repository)@\(descriptor.digest)"
        guard let file = try layout.file(descriptor.digest) else { throw lost(descriptor.digest) }
        let limit = RegistryStore.maximumManifestBytes
        let contents: [UInt8]?
        do throws(Errno) {
            contents = try file.contents(limit: limit)
        } catch {
            throw layout.unreadable(layout.blobPath(descriptor.digest), error)
        }
        guard let bytes = contents else { throw .tooLarge(subject, what: "the manifest", limit: limit) }
        let found = Digest(of: bytes, algorithm: descriptor.digest.algorithm)
        guard found == descriptor.digest else { throw .wrongDigest(subject, expected: descriptor.digest, found: found) }
        do throws(ManifestShape.Problem) {
            let type = try ManifestShape.mediaType(header: descriptor.mediaType, bytes: bytes)
            return RawManifest(mediaType: type, bytes: bytes, digest: found)
        } catch {
            throw .shape(error, subject)
        }
    }

    private func missing(_ name: ManifestName) -> RegistryError {
        RegistryError(
            .notFound, reason: .notFound, subject: "\(repository)\(name.suffix)",
            message: "\(repository)\(name.suffix) is not in the image layout \(layout.path): "
                + "check the name, or copy the image there"
        )
    }

    private func lost(_ digest: Digest) -> RegistryError {
        RegistryError(
            .notFound, reason: .verificationFailed, subject: "\(repository)@\(digest)",
            message: "the image layout \(layout.path) names \(digest), but has no such blob: copy the image there again"
        )
    }
}
