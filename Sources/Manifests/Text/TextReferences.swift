import YAMLSource

/// The references inside a scalar's text.
enum TextReferences {
    /// - Parameter field: asked for only where a reference is found, which most texts do not hold.
    static func occurrences(
        in node: YAMLNode, of file: SourceFile, object: ObjectIdentity?, _ field: @autoclosure () -> FieldPath,
        _ kind: OccurrenceKind
    ) -> [ImageOccurrence] {
        let references = ReferenceScanner.references(in: node.resolved.valueBytes)
        guard !references.isEmpty else { return [] }
        let field = field()
        return references.compactMap { range in
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
