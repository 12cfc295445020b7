package import ImageModel

extension RegistryClient {
    /// The images that nodes of these platforms run, or all of them where none is named, each with its config. No layer
    /// is read.
    ///
    /// - Parameter reference: with a digest.
    package func images(
        of reference: ImageReference, for platforms: [Platform]
    ) async throws(RegistryError) -> [ImageInspection.Image] {
        let resolved = try await resolve(reference)
        let store = try store(for: reference.repository)
        let children = Self.children(resolved, platforms)
        if resolved.children.isEmpty {
            let root = try await store.manifest(.digest(resolved.digest))
            return [try await image(Self.descriptor(resolved.digest, root.mediaType, nil), root, store).0]
        }
        return try await children.mapConcurrently(limit: Self.inspectedAtOnce) {
            child async throws(RegistryError) in
            let manifest = try await store.manifest(.digest(child.digest))
            let descriptor = Self.descriptor(child.digest, manifest.mediaType, child.platform)
            return try await self.image(descriptor, manifest, store).0
        }
    }

    /// What scans found of the images that nodes of these platforms run, or of all of them where none is named.
    ///
    /// - Parameter reference: with a digest.
    package func findings(
        of reference: ImageReference, for platforms: [Platform]
    ) async throws(RegistryError) -> [(platform: Platform?, findings: ScanFindings)] {
        if recording.isOffline {
            throw .offline(
                reference.canonical,
                "what a scan found of \(reference.canonical) is not recorded: run without --offline")
        }
        guard let scans = scans(of: reference.repository) else {
            throw RegistryError(
                .notFound, reason: .scanFindings, subject: reference.canonical,
                message:
                    "no scan of \(reference.canonical) can be read: only ECR, with an identity at AWS, is asked for its "
                    + "findings")
        }
        let resolved = try await resolve(reference)
        let single = [(digest: resolved.digest, platform: resolved.platforms.first)]
        let children = Self.children(resolved, platforms).map { (digest: $0.digest, platform: Optional($0.platform)) }
        return try await (resolved.children.isEmpty ? single : children).mapConcurrently(limit: Self.inspectedAtOnce) {
            image async throws(RegistryError) in
            (image.platform, try await scans.findings(of: image.digest, in: reference.repository))
        }
    }

    /// Every child that one of the nodes may choose: where one is made for exactly its platform, that one.
    private static func children(
        _ image: ResolvedImage, _ platforms: [Platform]
    ) -> [(digest: Digest, platform: Platform)] {
        let all = image.children.sorted { $0.key < $1.key }
        let chosen = all.filter { child in
            platforms.isEmpty
                || platforms.contains { node in
                    node == child.value || (node.runs(child.value) && !image.platforms.contains(node))
                }
        }
        return chosen.map { (digest: $0.key, platform: $0.value) }
            .sorted { $0.platform == $1.platform ? $0.digest < $1.digest : $0.platform < $1.platform }
    }

    private static func descriptor(_ digest: Digest, _ mediaType: MediaType, _ platform: Platform?) -> Descriptor {
        Descriptor(mediaType: mediaType, digest: digest, size: 0, platform: platform)
    }
}
