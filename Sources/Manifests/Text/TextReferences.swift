import YAMLSource

/// The references inside a scalar's text.
enum TextReferences {
    static func occurrences(
        in node: YAMLNode, of file: SourceFile, object: ObjectIdentity?, _ field: FieldPath, _ kind: OccurrenceKind
    ) -> [ImageOccurrence] {
        let scalar = node.resolved
        guard scalar.isScalar else { return [] }
        return ReferenceScanner.references(in: scalar.valueBytes).compactMap { range in
            guard let site = file.site(node, part: range, field) else { return nil }
            return ImageOccurrence(
                file: file.path,
                object: object,
                field: field.text,
                location: node.isAlias ? node.location : site.location,
                parts: .whole(site),
                directives: file.directives(at: node),
                kind: kind
            )
        }
    }
}
