import YAMLSource

/// The references inside a scalar's text.
enum TextReferences {
    /// - Parameter field: asked for only where a reference is found, which most texts do not hold.
    static func occurrences(
        in node: YAMLNode, of file: SourceFile, object: ObjectIdentity?, _ field: @autoclosure () -> FieldPath,
        _ kind: OccurrenceKind
    ) -> [ImageOccurrence] {
        let references = ReferenceScanner.references(in: node.resolved.valueBytes)
        return references.isEmpty ? [] : occurrences(references, in: node, of: file, object: object, field(), kind)
    }

    /// - Parameter references: where they stand in the scalar's value.
    static func occurrences(
        _ references: [Range<Int>], in node: YAMLNode, of file: SourceFile, object: ObjectIdentity?, _ field: FieldPath,
        _ kind: OccurrenceKind
    ) -> [ImageOccurrence] {
        references.compactMap { range in
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
