import YAMLSource

/// Images, and pieces of them, in places that only replacements make one: the data of ConfigMaps.
enum ReplacementSources {
    /// A map of more keys than this is no map of images; what is spelled out in it is still found.
    private static let mostWords = 64

    /// Whether a file may be one that was made for replacements to take from: those are short.
    static func mayStand(in file: SourceFile) -> Bool {
        file.text.payload.count <= 1_024 && file.text.contains("ConfigMap")
    }

    /// A ConfigMap's own.
    static func occurrences(in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity) -> [ImageOccurrence] {
        guard identity.kind == "ConfigMap", identity.group.isEmpty, let data = object["data"]?.resolved else {
            return []
        }
        let takesWords = data.count <= mostWords
        return data.fields(FieldPath("data")).compactMap { _, value, field in
            guard isSource(value.resolved.valueBytes, takesWords: takesWords) else { return nil }
            return file.occurrence(of: value, object: identity, field)
        }
    }

    /// `literals: [image=name:tag]` of a generator.
    static func literals(in root: YAMLNode, of file: SourceFile) -> [ImageOccurrence] {
        (root["configMapGenerator"]?.items(FieldPath("configMapGenerator")) ?? []).flatMap { generator, field in
            let object = ObjectIdentity(
                apiVersion: "v1", kind: "ConfigMap", namespace: generator["namespace"]?.resolved.string,
                name: generator["name"]?.resolved.string)
            let literals = generator["literals"]?.items(field.key("literals")) ?? []
            return literals.compactMap { literal, _ in
                occurrence(literal, of: file, object, takesWords: literals.count <= mostWords)
            }
        }
    }

    private static func occurrence(
        _ literal: YAMLNode, of file: SourceFile, _ object: ObjectIdentity, takesWords: Bool
    ) -> ImageOccurrence? {
        let bytes = literal.resolved.valueBytes
        guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")),
            isSource(bytes[(equals + 1)...], takesWords: takesWords)
        else { return nil }
        let field = FieldPath("data").key(String(decoding: bytes[..<equals], as: UTF8.self))
        let start = equals + 1 - bytes.startIndex
        return file.site(literal, part: start..<bytes.count, field).map {
            ImageOccurrence(
                file: file.path, object: object, field: field.text, location: $0.location, parts: .whole($0),
                directives: file.directives(at: literal))
        }
    }

    /// One word; where there are many, one with a tag, a digest or a path.
    private static func isSource(_ text: ArraySlice<UInt8>, takesWords: Bool) -> Bool {
        !text.isEmpty && text.count < 512
            && (takesWords || text.contains { ":@/".utf8.contains($0) })
            && !text.contains { $0 <= 0x20 || "{'\"".utf8.contains($0) }
    }
}
