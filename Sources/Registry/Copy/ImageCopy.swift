import ImageModel
import Synchronization

/// One image on its way from a repository to another.
final class ImageCopy: Sendable {
    private static let attempts = 3
    private static let blobsAtOnce = 16
    private static let longestPause: Duration = .seconds(60)

    private let source: any ImageSource
    private let target: any ImageTarget
    private let limit: ConcurrencyLimit
    private let report: @Sendable (CopyProgress) -> Void
    private let progress = Mutex(CopyProgress())
    private let tally: Mutex<CopyResult>

    init(
        from source: any ImageSource, to target: any ImageTarget, limit: ConcurrencyLimit, result: CopyResult,
        report: @escaping @Sendable (CopyProgress) -> Void
    ) {
        self.source = source
        self.target = target
        self.limit = limit
        self.report = report
        tally = Mutex(result)
    }

    /// Blobs first, then manifests, children before the index that names them, the root under its name at the end, when
    /// its attachments are there: whoever looks meanwhile sees the old image or the new one, whole.
    func run(
        _ root: RawManifest, as name: ManifestName, _ options: CopyOptions
    ) async throws(RegistryError) -> CopyResult {
        try await target.prepare()
        let tree = try await ImageTree(root, from: source, lackingIn: target)
        try await send(tree)
        for manifest in tree.manifests where manifest.digest != root.digest { try await write(manifest, as: nil) }
        let attachments = options.attachments ? try await AttachmentSearch(source: source).find(for: tree.subjects) : []
        if !attachments.isEmpty { try await target.put(root, as: nil) }
        for attachment in attachments { try await bring(attachment, replace: options.replace) }
        if attachments.isEmpty || name.digest == nil { try await target.put(root, as: name) }
        tally.withLock { $0.manifests += 1 }
        advance { $0.manifestsDone += 1 }
        return tally.withLock(\.self)
    }

    /// Brings what was attached since to an image that is there already.
    func complete(_ subjects: [Digest], _ options: CopyOptions) async throws(RegistryError) -> CopyResult {
        for attachment in try await AttachmentSearch(source: source).find(for: subjects) {
            try await bring(attachment, replace: options.replace)
        }
        return tally.withLock(\.self)
    }

    private func send(_ tree: ImageTree) async throws(RegistryError) {
        advance { progress in
            progress.manifestsTotal += tree.manifests.count
            progress.blobsTotal += tree.blobs.count
            progress.bytesTotal += tree.blobs.reduce(0) { $0 + max(0, $1.size) }
        }
        _ = try await tree.blobs.mapConcurrently(limit: Self.blobsAtOnce) { (blob) async throws(RegistryError) in
            try await self.limit.run { () async throws(RegistryError) in try await self.copy(blob) }
        }
    }

    private func write(_ manifest: RawManifest, as name: ManifestName?) async throws(RegistryError) {
        try await target.put(manifest, as: name)
        tally.withLock { $0.manifests += 1 }
        advance { $0.manifestsDone += 1 }
    }

    /// One after another: two that are attached to the same image share its list of referrers.
    private func bring(_ attachment: Attachment, replace: Bool) async throws(RegistryError) {
        if let existing = try await target.head(attachment.name) {
            if existing.digest == attachment.digest { return }
            guard replace else {
                if case .tag(let tag) = attachment.name { tally.withLock { $0.differingAttachments.append(tag) } }
                return
            }
        }
        let root = try await source.manifest(.digest(attachment.digest))
        let tree = try await ImageTree(root, from: source, lackingIn: target)
        try await send(tree)
        for manifest in tree.manifests {
            try await write(manifest, as: manifest.digest == root.digest ? attachment.name : nil)
        }
        tally.withLock { $0.attachments += 1 }
    }

    private func copy(_ blob: Descriptor) async throws(RegistryError) {
        for attempt in 1... {
            do throws(RegistryError) {
                return try await copyOnce(blob)
            } catch {
                let wait = Self.pause(after: error, attempt)
                guard attempt < Self.attempts, let wait else { throw error }
                do {
                    try await Task.sleep(for: wait)
                } catch {
                    throw .cancelled
                }
            }
        }
    }

    /// `nil` where another attempt would not fare better, or would have to wait for long.
    private static func pause(after error: RegistryError, _ attempt: Int) -> Duration? {
        switch error.code {
        case .unavailable, .rateLimited:
            let asked = error.retryAfter ?? .zero
            return asked <= longestPause ? Swift.max(asked, .milliseconds(400 << attempt)) : nil
        default: return nil
        }
    }

    private func copyOnce(_ blob: Descriptor) async throws(RegistryError) {
        if try await target.hasBlob(blob) { return arrived(blob, sent: 0) }
        let sent = Mutex<Int64>(0)
        let check = BlobCheck(digest: blob.digest, size: blob.size, subject: "\(source.repository)@\(blob.digest)")
        let isSameRegistry = source.repository.host == target.repository.host && !(source is LayoutStore)
        let arrival: BlobArrival
        do throws(RegistryError) {
            arrival = try await target.put(
                blob, mountableFrom: isSameRegistry ? source.repository : nil
            ) { (offset) async throws(RegistryError) in
                self.rewind(
                    sent.withLock { sent in
                        defer { sent = offset }
                        return sent - offset
                    })
                return try await self.source.blob(blob, from: offset).verified(by: check, from: offset).counting {
                    count in
                    sent.withLock { $0 += count }
                    self.advance { $0.bytesDone += count }
                }
            }
        } catch {
            rewind(sent.withLock(\.self))
            throw error
        }
        tally.withLock { tally in
            if arrival == .mounted { tally.mountedBlobs += 1 } else { tally.streamedBlobs += 1 }
            if arrival == .streamed { tally.bytes += blob.size }
        }
        arrived(blob, sent: sent.withLock(\.self))
    }

    private func rewind(_ lost: Int64) {
        progress.withLock { $0.bytesDone -= lost }
    }

    private func arrived(_ blob: Descriptor, sent: Int64) {
        advance { progress in
            progress.blobsDone += 1
            progress.bytesDone += blob.size - sent
        }
    }

    private func advance(_ change: (inout CopyProgress) -> Void) {
        let now = progress.withLock { progress in
            change(&progress)
            return progress
        }
        report(now)
    }
}

extension BlobStream {
    fileprivate func counting(_ count: @escaping @Sendable (Int64) -> Void) -> BlobStream {
        let next = nextChunk
        return BlobStream(
            size: size,
            nextChunk: { () async throws(RegistryError) -> [UInt8]? in
                let chunk = try await next()
                if let chunk { count(Int64(chunk.count)) }
                return chunk
            },
            cancel: cancel
        )
    }
}
