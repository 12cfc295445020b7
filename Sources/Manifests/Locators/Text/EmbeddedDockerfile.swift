import YAMLSource

/// A Dockerfile that stands in a scalar of another file.
enum EmbeddedDockerfile {
    static func occurrences(
        in node: YAMLNode, of file: SourceFile, object: ObjectIdentity?, _ field: FieldPath
    ) -> [ImageOccurrence] {
        guard node.resolved.isScalar else { return [] }
        var reader = DockerfileReader(Array(node.resolved.valueBytes))
        reader.read()
        var counts: [String: Int] = [:]
        return reader.references.compactMap { reference in
            let count = counts[reference.field, default: 0]
            counts[reference.field] = count + 1
            let path = field.key(count == 0 ? reference.field : "\(reference.field)[\(count)]")
            guard let site = file.site(node, part: reference.range, path) else { return nil }
            var occurrence = ImageOccurrence(
                file: file.path, object: object, field: path.text, location: site.location, parts: .whole(site),
                directives: file.directives(at: node), kind: reference.kind)
            occurrence.platforms = reference.platforms
            return occurrence
        }
    }
}
