import ImageModel

/// A repository as it answered in earlier runs. It has no way to a registry.
struct OfflineStore: ImageTarget {
    let repository: ImageRepository
    /// `nil` where nothing can be kept.
    let record: RepositoryRecord?

    /// A pin was asked for by its digest: the answer is as old as the registry's last word on it.
    func noteAge(of digest: Digest) {
        if let time = record?.confirmed(digest) { record?.record.replayed(at: time) }
    }

    func head(_ name: ManifestName) async throws(RegistryError) -> ManifestHead? {
        switch name {
        case .digest(let digest):
            guard let manifest = record?.manifest(digest) else { throw unknown(name.suffix) }
            return ManifestHead(manifest)
        case .tag(let tag):
            guard let (answer, time) = record?.answer(tag) else { throw unknown(name.suffix) }
            record?.record.replayed(at: time)
            if case .named(let head) = answer { return head }
            return nil
        }
    }

    func manifest(_ name: ManifestName) async throws(RegistryError) -> RawManifest {
        guard let head = try await head(name) else {
            throw RegistryError(
                .notFound, reason: .notFound, subject: "\(repository)\(name.suffix)",
                message: "\(repository) had no tag \(name) when it was asked last: check the tag, or run without "
                    + "--offline")
        }
        guard let manifest = record?.manifest(head.digest) else { throw unknown("@\(head.digest)") }
        return manifest
    }

    func blob(_ blob: Descriptor) async throws(RegistryError) -> BlobStream {
        guard let bytes = record?.blob(blob.digest) else { throw unknown("@\(blob.digest)") }
        return BlobStream(bytes)
    }

    func blob(_ blob: Descriptor, from offset: Int64) async throws(RegistryError) -> BlobStream {
        throw away("blobs are not read from it")
    }

    func tags() async throws(RegistryError) -> [ImageTag] {
        guard let (tags, time) = record?.tagNames() else { throw unknown("") }
        record?.record.replayed(at: time)
        return tags
    }

    func tagPages(_ body: @Sendable ([ImageTag]) throws(RegistryError) -> Void) async throws(RegistryError) {
        try body(try await tags())
    }

    func referrers(of digest: Digest) async throws(RegistryError) -> [Descriptor] {
        guard let (list, time) = record?.referrers(of: digest) else { throw unknown("@\(digest)") }
        record?.record.replayed(at: time)
        return list
    }

    func hasBlob(_ blob: Descriptor) async throws(RegistryError) -> Bool { throw away("nothing is copied there") }

    func put(
        _ blob: Descriptor,
        mountableFrom source: ImageRepository?,
        content: @Sendable (Int64) async throws(RegistryError) -> BlobStream
    ) async throws(RegistryError) -> BlobArrival {
        throw away("nothing is copied there")
    }

    func put(_ manifest: RawManifest, as name: ManifestName?) async throws(RegistryError) {
        throw away("nothing is copied there")
    }

    private func unknown(_ suffix: String) -> RegistryError {
        .offline(
            "\(repository)\(suffix)",
            "no earlier run recorded what \(repository)\(suffix) is: run once without --offline, with the same folder for "
                + "PINNACE_CACHE")
    }

    private func away(_ what: String) -> RegistryError {
        .offline("\(repository)", "--offline asks no registry, and \(what): run without it")
    }
}

extension RegistryError {
    static func offline(_ subject: String, _ message: String) -> RegistryError {
        RegistryError(.offline, reason: .offline, subject: subject, message: message)
    }
}
