import YAMLSource

/// `replacements:` of a kustomization, or the list of them in a file of its own.
enum KustomizeReplacements {
    static func all(_ list: YAMLNode?, in file: SourceFile) -> [KustomizeReplacement] {
        let list = list?.resolved
        let entries: [YAMLNode] =
            list?.isMapping == true ? [list].compactMap(\.self) : list?.elements.map(\.resolved) ?? []
        return entries.enumerated().map { replacement($1, FieldPath("replacements").index($0), file) }
    }

    private static func replacement(_ entry: YAMLNode, _ field: FieldPath, _ file: SourceFile) -> KustomizeReplacement {
        let source = entry["source"]?.resolved
        return KustomizeReplacement(
            name: field.text,
            source: selector(source),
            // Where nothing is said it is the object's name.
            sourcePath: source?["fieldPath"]?.resolved.string ?? "metadata.name",
            sourceValue: entry["sourceValue"].flatMap {
                file.occurrence(of: $0, object: nil, field.key("sourceValue"))
            },
            piece: piece(source?["options"]?.resolved),
            targets: (entry["targets"]?.resolved.elements.map(\.resolved) ?? []).map(target),
            path: entry["path"]?.resolved.string.flatMap { RepositoryPath($0, in: file.path.folder) }
        )
    }

    private static func target(_ target: YAMLNode) -> KustomizeReplacement.Target {
        let options = target["options"]?.resolved
        return KustomizeReplacement.Target(
            select: selector(target["select"]?.resolved),
            fieldPaths: KustomizationLocator.strings(target["fieldPaths"]),
            piece: piece(options),
            isEncoded: options?["encoding"] != nil,
            reject: (target["reject"]?.resolved.elements.map(\.resolved) ?? []).map { selector($0) }
        )
    }

    /// Without a delimiter the index says nothing.
    private static func piece(_ options: YAMLNode?) -> KustomizePiece? {
        guard let delimiter = options?["delimiter"]?.resolved.string, !delimiter.isEmpty else { return nil }
        return KustomizePiece(
            delimiter: delimiter, index: options?["index"]?.resolved.string.flatMap { Int($0) } ?? 0)
    }

    private static func selector(_ node: YAMLNode?) -> KustomizeReplacement.Selector {
        let text = { (key: String) in node?[key]?.resolved.string }
        var selector = KustomizeReplacement.Selector()
        selector.group = text("group")
        selector.version = text("version")
        selector.kind = text("kind")
        selector.name = text("name")
        selector.namespace = text("namespace")
        selector.asksLabels = node?["labelSelector"] != nil || node?["annotationSelector"] != nil
        return selector
    }
}
