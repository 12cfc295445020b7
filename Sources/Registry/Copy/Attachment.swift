import ImageModel

/// Something that hangs on an image without being part of it: a referrer, or what cosign keeps under a tag.
struct Attachment: Sendable {
    let digest: Digest
    /// A referrer goes by its digest, cosign's by their tags.
    let name: ManifestName
}

/// Finds everything that is attached to some manifests, and what is attached to that.
struct AttachmentSearch: Sendable {
    private static let concurrency = 8
    /// A signature of a signature of a bill of material is as deep as anybody goes.
    private static let maximumDepth = 3
    private static let maximumAttachments = 2_000

    let source: any ImageSource

    /// - Returns: attachments behind those that they are attached to, each once.
    func find(for digests: [Digest]) async throws(RegistryError) -> [Attachment] {
        var seen = Set(digests)
        var found: [Attachment] = []
        var level = digests
        for _ in 0..<Self.maximumDepth where !level.isEmpty {
            let lists = try await level.mapConcurrently(limit: Self.concurrency) {
                digest async throws(RegistryError) in try await attachments(of: digest)
            }
            let new = lists.joined().filter { seen.insert($0.digest).inserted || $0.name.digest == nil }
            found += new
            level = new.map(\.digest)
            guard found.count <= Self.maximumAttachments else {
                throw .tooManyReferrers(source.repository.canonicalName, limit: Self.maximumAttachments)
            }
        }
        return found
    }

    private func attachments(of digest: Digest) async throws(RegistryError) -> [Attachment] {
        var found = try await source.referrers(of: digest).map {
            Attachment(digest: $0.digest, name: .digest($0.digest))
        }
        for tag in digest.cosignTags {
            guard let head = try await source.head(.tag(tag)) else { continue }
            found.append(Attachment(digest: head.digest, name: .tag(tag)))
        }
        return found
    }
}
