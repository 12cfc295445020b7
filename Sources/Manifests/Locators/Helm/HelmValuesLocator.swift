import YAMLSource

/// The images of a Helm values file: maps with `repository`, `registry`, `tag`, `digest`, and `image: name:tag`.
struct HelmValuesLocator: Locator {
    /// Values nest a few levels; what libyaml lets through may be deeper.
    private static let deepest = 64

    func mayClaim(_ path: RepositoryPath) -> Bool { HelmValuesFile.isValuesFile(path) }

    /// A file of that name may be a list of objects all the same.
    func claims(_ file: SourceFile) -> Bool {
        guard Self.mayHoldImages(file), let documents = try? file.documents() else { return true }
        return !documents.contains { ObjectIdentity(of: $0) != nil }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard Self.mayHoldImages(file) else { return }
        for document in try file.documents() {
            Self.walk(document, file, FieldPath(), depth: 0, &scan.occurrences)
        }
    }

    /// A raw search costs a fraction of a parse.
    private static func mayHoldImages(_ file: SourceFile) -> Bool {
        file.text.contains("mage") || file.text.contains("repository")
    }

    private static func walk(
        _ node: YAMLNode, _ file: SourceFile, _ field: FieldPath, depth: Int, _ found: inout [ImageOccurrence]
    ) {
        guard depth < deepest else { return }
        for (position, element) in node.elements.enumerated() where !element.isScalar {
            walk(element, file, field.index(position), depth: depth + 1, &found)
        }
        for (key, value) in node.entries where !key.isMergeKey {
            guard let name = key.string else { continue }
            let path = field.key(name)
            if let occurrence = occurrence(name, value, file, path) {
                found.append(occurrence)
            } else if !value.resolved.isScalar {
                walk(value, file, path, depth: depth + 1, &found)
            }
        }
    }

    private static func occurrence(
        _ key: String, _ value: YAMLNode, _ file: SourceFile, _ field: FieldPath
    ) -> ImageOccurrence? {
        if value.resolved.isMapping { return imageMap(key, value.resolved, file, field) }
        guard isImageKey(key), value.resolved.isScalar else { return nil }
        return file.occurrence(of: value, object: nil, field)
    }

    /// A map under an image key with any of the pieces, or under another key with a repository and what goes with it.
    private static func imageMap(
        _ key: String, _ map: YAMLNode, _ file: SourceFile, _ field: FieldPath
    ) -> ImageOccurrence? {
        let pieces = ["registry", "repository", "tag", "digest"].map { name in
            map[name].flatMap { file.site($0, field.key(name)) }
        }
        let (registry, repository, tag, digest) = (pieces[0], pieces[1], pieces[2], pieces[3])
        let companions = [registry, tag, digest].compactMap(\.self)
        guard isImageKey(key) ? repository != nil || !companions.isEmpty : repository != nil && !companions.isEmpty,
            let first = pieces.compactMap(\.self).min(by: { $0.location < $1.location })
        else { return nil }
        return ImageOccurrence(
            file: file.path,
            object: nil,
            field: field.text,
            location: (tag ?? repository ?? first).location,
            parts: .helm(
                HelmImage(
                    registry: registry,
                    repository: repository,
                    tag: tag,
                    digest: digest ?? tag.flatMap { file.insertion(of: "digest", after: $0, in: map, field) }
                )
            ),
            directives: directives(of: map, file)
        )
    }

    /// `image`, `sidecarImage`, `image_proxy`: the word at either end, not `imagePullPolicy`.
    private static func isImageKey(_ key: String) -> Bool {
        let lower = key.lowercased()
        return lower == "image" || lower.hasSuffix("image")
    }

    private static func directives(of map: YAMLNode, _ file: SourceFile) -> LineDirectives {
        var directives = LineDirectives()
        if let key = map.entryKey {
            for comment in key.commentsAbove { directives.read(comment: comment.text) }
            if let comment = key.trailingComment { directives.read(comment: comment.text) }
        }
        for (_, value) in map.entries where value.isScalar {
            if let comment = value.trailingComment { directives.read(comment: comment.text) }
        }
        return directives
    }
}
