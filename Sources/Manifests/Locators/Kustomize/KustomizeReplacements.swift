import YAMLSource

/// `replacements:` of a kustomization, or the list of them in a file of its own.
enum KustomizeReplacements {
    static func all(_ list: YAMLNode?, in folder: RepositoryPath) -> [KustomizeReplacement] {
        let list = list?.resolved
        let entries: [YAMLNode] =
            list?.isMapping == true ? [list].compactMap(\.self) : list?.elements.map(\.resolved) ?? []
        return entries.enumerated().map { replacement($1, "replacements[\($0)]", folder) }
    }

    private static func replacement(_ entry: YAMLNode, _ name: String, _ folder: RepositoryPath) -> KustomizeReplacement
    {
        let source = entry["source"]?.resolved
        return KustomizeReplacement(
            name: name,
            source: selector(source),
            // Where nothing is said it is the object's name.
            sourcePath: source?["fieldPath"]?.resolved.string ?? "metadata.name",
            isPartial: source?["options"] != nil,
            targets: (entry["targets"]?.resolved.elements.map(\.resolved) ?? []).map(target),
            path: entry["path"]?.resolved.string.flatMap { RepositoryPath($0, in: folder) }
        )
    }

    private static func target(_ target: YAMLNode) -> KustomizeReplacement.Target {
        let options = target["options"]?.resolved
        return KustomizeReplacement.Target(
            select: selector(target["select"]?.resolved),
            fieldPaths: KustomizationLocator.strings(target["fieldPaths"]),
            isPartial: options.map { $0["delimiter"] != nil || $0["encoding"] != nil } ?? false,
            hasRejects: target["reject"]?.resolved[0] != nil
        )
    }

    private static func selector(_ node: YAMLNode?) -> KustomizeReplacement.Selector {
        var selector = KustomizeReplacement.Selector()
        selector.kind = node?["kind"]?.resolved.string
        selector.name = node?["name"]?.resolved.string
        selector.namespace = node?["namespace"]?.resolved.string
        return selector
    }
}

/// Images in places that only replacements make an image: the data of ConfigMaps.
enum ReplacementSources {
    /// A ConfigMap's own.
    static func occurrences(in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity) -> [ImageOccurrence] {
        guard identity.kind == "ConfigMap", identity.group.isEmpty else { return [] }
        return (object["data"]?.fields(FieldPath("data")) ?? []).compactMap { _, value, field in
            guard isImage(value.resolved.valueBytes) else { return nil }
            return file.occurrence(of: value, object: identity, field)
        }
    }

    /// `literals: [image=name:tag]` of a generator.
    static func literals(in root: YAMLNode, of file: SourceFile) -> [ImageOccurrence] {
        (root["configMapGenerator"]?.items(FieldPath("configMapGenerator")) ?? []).flatMap { generator, field in
            let object = ObjectIdentity(
                apiVersion: "v1", kind: "ConfigMap", namespace: generator["namespace"]?.resolved.string,
                name: generator["name"]?.resolved.string)
            return (generator["literals"]?.items(field.key("literals")) ?? []).compactMap { literal, _ in
                occurrence(literal, of: file, object)
            }
        }
    }

    private static func occurrence(
        _ literal: YAMLNode, of file: SourceFile, _ object: ObjectIdentity
    ) -> ImageOccurrence? {
        let bytes = literal.resolved.valueBytes
        guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), isImage(bytes[(equals + 1)...]) else { return nil }
        let field = FieldPath("data").key(String(decoding: bytes[..<equals], as: UTF8.self))
        let start = equals + 1 - bytes.startIndex
        return file.site(literal, part: start..<bytes.count, field).map {
            ImageOccurrence(
                file: file.path, object: object, field: field.text, location: $0.location, parts: .whole($0),
                directives: file.directives(at: literal))
        }
    }

    /// One word with a tag, a digest or a path.
    private static func isImage(_ text: ArraySlice<UInt8>) -> Bool {
        !text.isEmpty && text.count < 512
            && text.contains { ":@/".utf8.contains($0) } && !text.contains { $0 <= 0x20 || $0 == UInt8(ascii: "{") }
    }
}
