import YAMLSource

/// A parsed file with its path: what a locator reads.
struct LocatedFile {
    let path: RepositoryPath
    let stream: YAMLStream

    /// A scalar as a site; an alias is the scalar that it names, which is where an edit belongs.
    func site(_ node: YAMLNode, _ field: FieldPath) -> Site? {
        let scalar = node.resolved
        guard scalar.isScalar else { return nil }
        return Site(
            id: SiteID(file: path, node: scalar.index),
            field: field.text,
            location: scalar.location,
            value: scalar.string
        )
    }

    /// The place for a key on the line below an entry of a block mapping; `nil` where no line can be added.
    func insertion(of key: String, after sibling: Site, in mapping: YAMLNode, _ field: FieldPath) -> Site? {
        guard mapping.resolved.isMapping, mapping.resolved.style == .block, sibling.value != nil else { return nil }
        return Site(
            id: SiteID(file: path, node: sibling.id.node, insertedKey: key),
            field: field.key(key).text,
            location: sibling.location,
            value: nil
        )
    }

    /// What the comments at a node say, and those at the scalar that it is an alias of.
    func directives(at node: YAMLNode) -> LineDirectives {
        var directives = LineDirectives()
        for place in node.isAlias ? [node, node.resolved] : [node] {
            for comment in place.commentsAbove { directives.read(comment: comment.text) }
            if let comment = place.trailingComment { directives.read(comment: comment.text) }
        }
        return directives
    }

    /// An occurrence that one scalar holds whole; `nil` for what is no scalar or empty.
    func occurrence(of value: YAMLNode, object: ObjectIdentity?, _ field: FieldPath) -> ImageOccurrence? {
        guard let site = site(value, field), let text = site.value, !text.isEmpty else { return nil }
        return ImageOccurrence(
            file: path,
            object: object,
            field: field.text,
            location: value.location,
            parts: .whole(site),
            directives: directives(at: value)
        )
    }
}
