package import ImageModel

extension RegistryClient {
    /// Copies an image, with every child of its index, to another repository: a registry's or an image layout's.
    ///
    /// Digests do not change: bytes are written as they were read, and the target's answer is compared. A tag that
    /// names other content is moved with `replace` alone; else the image is pushed by its digest, and the result says
    /// so. Blobs are streamed. What the target has is not sent again.
    ///
    /// - Parameters:
    ///   - target: where it has neither tag nor digest, the source's tag is meant. Where it has a digest, the source
    ///     has to have it too.
    ///   - progress: called from several tasks, one at a time or not; has to return soon.
    package func copy(
        from source: ImageReference,
        to target: ImageReference,
        options: CopyOptions = CopyOptions(),
        progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
    ) async throws(RegistryError) -> CopyResult {
        let image = try await resolve(source)
        let origin = try store(for: source.repository)
        let narrowed = try await narrowed(image, source, origin, options)
        let digest = narrowed?.digest ?? image.digest
        try Self.check(digest, source, target)
        let tag = target.tag ?? (target.digest == nil ? source.tag ?? (source.digest == nil ? .latest : nil) : nil)
        let reference = ImageReference(target.repository, tag: tag, digest: digest)
        let destination = try store(for: target.repository)
        try await destination.prepare()
        let outcome = try await outcome(tag, digest, destination, options)
        var result = CopyResult(digest: digest, target: reference, tag: outcome)
        if digest != image.digest { result.narrowedFrom = image.digest }
        let name = try await missing(outcome, tag, digest, destination)
        let copy = ImageCopy(from: origin, to: destination, limit: blobLimit, result: result, report: progress)
        guard let name else {
            return options.attachments ? try await copy.complete(Self.subjects(image, narrowed), options) : result
        }
        let root: RawManifest
        if let narrowed { root = narrowed } else { root = try await origin.manifest(.digest(digest)) }
        result = try await copy.run(root, as: name, options)
        await forget(reference.with(tag: tag, digest: nil))
        await forget(reference)
        try await verify(name, digest, destination)
        return result
    }

    /// What something may be attached to: the image and its children.
    private static func subjects(_ image: ResolvedImage, _ narrowed: RawManifest?) throws(RegistryError) -> [Digest] {
        guard let narrowed else { return [image.digest] + image.children.keys.sorted() }
        let index = try ManifestReading.decode(ImageIndex.self, narrowed, narrowed.digest.description)
        return [narrowed.digest] + index.manifests.filter { !$0.isAttestation }.map(\.digest)
    }

    /// The index with the platforms that were asked for alone; `nil` where all of it is wanted.
    private func narrowed(
        _ image: ResolvedImage, _ source: ImageReference, _ origin: any ImageSource, _ options: CopyOptions
    ) async throws(RegistryError) -> RawManifest? {
        guard !options.platforms.isEmpty else { return nil }
        let whole = try await origin.manifest(.digest(image.digest))
        return try PlatformSelection(platforms: options.platforms, subject: source.canonical).narrowed(whole)
    }

    private static func check(
        _ found: Digest, _ source: ImageReference, _ target: ImageReference
    ) throws(RegistryError) {
        guard let digest = target.digest, digest != found else { return }
        throw RegistryError(
            .digestMismatch, reason: .verificationFailed, subject: target.canonical,
            message: "\(source.canonical) is \(found), not the \(digest) that the target asks for"
        )
    }

    /// What is to become of the tag.
    private func outcome(
        _ tag: ImageTag?, _ digest: Digest, _ target: any ImageTarget, _ options: CopyOptions
    ) async throws(RegistryError) -> CopyResult.Tag {
        guard let tag else { return .none }
        guard let existing = try await target.head(.tag(tag)) else { return .created }
        if existing.digest == digest { return .alreadyThere }
        return options.replace ? .moved(from: existing.digest) : .differing(existing: existing.digest)
    }

    /// The name under which the image has still to be written; `nil` where all is there.
    private func missing(
        _ outcome: CopyResult.Tag, _ tag: ImageTag?, _ digest: Digest, _ target: any ImageTarget
    ) async throws(RegistryError) -> ManifestName? {
        switch (outcome, tag) {
        case (.alreadyThere, _): return nil
        case (.created, let tag?), (.moved, let tag?): return .tag(tag)
        default: return try await target.head(.digest(digest)) == nil ? .digest(digest) : nil
        }
    }

    private func verify(
        _ name: ManifestName, _ digest: Digest, _ target: any ImageTarget
    ) async throws(RegistryError) {
        let found = try await target.head(name)?.digest
        guard found != digest else { return }
        throw RegistryError(
            .digestMismatch, reason: .verificationFailed, subject: "\(target.repository)\(name.suffix)",
            message: "\(target.repository)\(name.suffix) is \(found?.description ?? "missing") right after "
                + "\(digest) was copied there: somebody else writes to it, or the registry changed what it was sent"
        )
    }
}
