import YAMLSource

/// A kustomization: what it includes, and its `images:` (kustomize API, `types.Kustomization`).
struct KustomizationLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { Kustomization.fileNames.contains(path.name) }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first, root.isMapping else { return }
        let object = ObjectIdentity(
            apiVersion: root["apiVersion"]?.resolved.string ?? "kustomize.config.k8s.io/v1beta1",
            kind: root["kind"]?.resolved.string ?? "Kustomization",
            namespace: nil,
            name: root["metadata"]?["name"]?.resolved.string
        )
        let included = Self.strings(root["resources"]) + Self.strings(root["bases"])
        scan.kustomization = Kustomization(
            file: file.path,
            resources: Self.local(included, file),
            components: Self.local(Self.strings(root["components"]), file),
            patches: Self.local(Self.patchFiles(root), file),
            remotes: included.filter { RepositoryPath($0, in: file.path.folder) == nil || Self.isRemote($0) },
            images: Self.images(root["images"], file, object)
        )
    }

    private static func strings(_ list: YAMLNode?) -> [String] {
        list?.resolved.elements.compactMap { $0.resolved.string } ?? []
    }

    private static func local(_ paths: [String], _ file: SourceFile) -> [RepositoryPath] {
        paths.filter { !isRemote($0) }.compactMap { RepositoryPath($0, in: file.path.folder) }
    }

    /// A URL, `host.example/…` with a known forge, an scp-like address, or a `?ref=` (kustomize, "remote targets").
    private static func isRemote(_ path: String) -> Bool {
        path.contains("://") || path.contains("?ref=") || path.hasPrefix("git@") || path.hasPrefix("github.com/")
            || path.hasPrefix("git::")
    }

    private static func patchFiles(_ root: YAMLNode) -> [String] {
        let patches = root["patches"]?.resolved.elements.compactMap { $0["path"]?.resolved.string } ?? []
        return patches + strings(root["patchesStrategicMerge"]).filter { !$0.contains("\n") }
    }

    private static func images(_ list: YAMLNode?, _ file: SourceFile, _ object: ObjectIdentity) -> [ImageOccurrence] {
        guard let list = list?.resolved, list.isSequence else { return [] }
        return list.elements.enumerated().compactMap { position, element in
            image(element.resolved, file, object, FieldPath("images").index(position))
        }
    }

    private static func image(
        _ entry: YAMLNode, _ file: SourceFile, _ object: ObjectIdentity, _ field: FieldPath
    ) -> ImageOccurrence? {
        guard let node = entry["name"], let name = file.site(node, field.key("name")), name.value?.isEmpty == false
        else { return nil }
        let existing = { (key: String) in entry[key].flatMap { file.site($0, field.key(key)) } }
        let newName = existing("newName") ?? file.insertion(of: "newName", after: name, in: entry, field)
        let newTag = existing("newTag")
        let newestLine = newTag ?? existing("newName") ?? name
        return ImageOccurrence(
            file: file.path,
            object: object,
            field: field.text,
            location: (newTag ?? existing("digest") ?? existing("newName") ?? name).location,
            parts: .kustomize(
                KustomizeImage(
                    name: name,
                    newName: newName,
                    newTag: newTag ?? file.insertion(of: "newTag", after: name, in: entry, field),
                    digest: existing("digest") ?? file.insertion(of: "digest", after: newestLine, in: entry, field)
                )
            ),
            directives: directives(of: entry, file)
        )
    }

    /// A comment on any line of the entry speaks of it.
    private static func directives(of entry: YAMLNode, _ file: SourceFile) -> LineDirectives {
        var directives = LineDirectives()
        for (_, value) in entry.entries {
            for comment in value.commentsAbove { directives.read(comment: comment.text) }
            if let comment = value.trailingComment { directives.read(comment: comment.text) }
        }
        return directives
    }
}
