import ImageModel
import Synchronization

/// A registry's repository whose answers are kept, and not asked for again where they cannot have changed.
///
/// What stands under a name is the registry's word in every run; what has been read under a digest is not read again.
struct RecordingStore: ImageTarget {
    let store: RegistryStore
    let record: RepositoryRecord

    var repository: ImageRepository { store.repository }

    /// Whether what the name stood for when it was asked last is here, so that asking for its digest is enough.
    func expects(_ name: ManifestName) -> Bool {
        switch name {
        case .digest(let digest): return record.holds(digest)
        case .tag(let tag):
            guard case .named(let head)? = record.answer(tag)?.answer else { return false }
            return record.holds(head.digest)
        }
    }

    func head(_ name: ManifestName) async throws(RegistryError) -> ManifestHead? {
        let head = try await store.head(name)
        switch (name, head) {
        case (.tag(let tag), let head?): record.keep(.named(head), of: tag)
        case (.tag(let tag), nil): record.keep(.absent, of: tag)
        case (.digest(let digest), nil): record.forget(digest)
        case (.digest(let digest), _): record.confirm(digest)
        }
        return head
    }

    func manifest(_ name: ManifestName) async throws(RegistryError) -> RawManifest {
        if let digest = name.digest, let known = record.manifest(digest) { return known }
        do throws(RegistryError) {
            let manifest = try await store.manifest(name)
            record.keep(manifest)
            if case .tag(let tag) = name { record.keep(.named(ManifestHead(manifest)), of: tag) }
            return manifest
        } catch {
            if case .tag(let tag) = name, error.code == .notFound { record.keep(.absent, of: tag) }
            throw error
        }
    }

    func blob(_ blob: Descriptor) async throws(RegistryError) -> BlobStream {
        guard blob.size <= RepositoryRecord.maximumBlobBytes else { return try await store.blob(blob) }
        if let known = record.blob(blob.digest) { return BlobStream(known) }
        let bytes = try await store.blob(blob).collect(
            limit: Int(RepositoryRecord.maximumBlobBytes), subject: "\(repository)@\(blob.digest)")
        record.keep(bytes, as: blob.digest)
        return BlobStream(bytes)
    }

    func blob(_ blob: Descriptor, from offset: Int64) async throws(RegistryError) -> BlobStream {
        try await store.blob(blob, from: offset)
    }

    func tags() async throws(RegistryError) -> [ImageTag] {
        let tags = try await store.tags()
        let writer = record.tagListWriter()
        writer?.write(tags)
        writer?.commit()
        return tags
    }

    func tagPages(_ body: @Sendable ([ImageTag]) throws(RegistryError) -> Void) async throws(RegistryError) {
        let writer = record.tagListWriter()
        try await store.tagPages { page throws(RegistryError) in
            writer?.write(page)
            try body(page)
        }
        writer?.commit()
    }

    func referrers(of digest: Digest) async throws(RegistryError) -> [Descriptor] {
        let list = try await store.referrers(of: digest)
        record.keep(list, of: digest)
        return list
    }

    func prepare() async throws(RegistryError) { try await store.prepare() }

    func hasBlob(_ blob: Descriptor) async throws(RegistryError) -> Bool { try await store.hasBlob(blob) }

    func put(
        _ blob: Descriptor,
        mountableFrom source: ImageRepository?,
        content: @Sendable (Int64) async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) -> BlobArrival {
        try await store.put(blob, mountableFrom: source, content: content)
    }

    func put(_ manifest: RawManifest, as name: ManifestName?) async throws(RegistryError) {
        try await store.put(manifest, as: name)
    }
}

extension ManifestHead {
    init(_ manifest: RawManifest) {
        self.init(digest: manifest.digest, mediaType: manifest.mediaType, size: Int64(manifest.bytes.count))
    }
}

extension BlobStream {
    /// Bytes that are here already.
    init(_ bytes: [UInt8]) {
        let rest = Mutex<[UInt8]?>(bytes)
        self.init(
            size: Int64(bytes.count),
            nextChunk: { () async throws(RegistryError) -> [UInt8]? in
                rest.withLock { rest in
                    defer { rest = nil }
                    return rest?.isEmpty == true ? nil : rest
                }
            })
    }
}

extension RecordWriter {
    fileprivate func write(_ tags: [ImageTag]) {
        write(Array(tags.lazy.map { "\($0.name)\n" }.joined().utf8))
    }
}
