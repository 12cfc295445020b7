import YAMLSource

/// The entries of `images:` (kustomize API, `types.Image`).
enum KustomizeEntries {
    static func images(
        _ list: YAMLNode?, _ file: SourceFile, _ object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        guard let list = list?.resolved, list.isSequence else { return [] }
        return list.elements.enumerated().compactMap { position, element in
            image(element.resolved, file, object, field.index(position))
        }
    }

    static func image(
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
                    newTag: newTag
                        ?? file.insertion(of: "newTag", after: existing("newName") ?? name, in: entry, field),
                    digest: existing("digest") ?? file.insertion(of: "digest", after: newestLine, in: entry, field),
                    tagSuffix: existing("tagSuffix")
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
