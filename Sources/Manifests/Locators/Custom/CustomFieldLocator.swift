import YAMLSource

/// The images that the user's own rules lead to; of several rules the first counts.
enum CustomFieldLocator {
    static func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        var found: [ImageOccurrence] = []
        var fields: Set<String> = []
        for rule in file.options.rules where rule.claims(identity) {
            let matches = rule.path.matches(in: object, field, file.aliases)
            // The first rule that leads to a field says what it is.
            let new = matches.flatMap { occurrences(of: $0, rule.value, file, identity) }
                .filter { fields.isDisjoint(with: $0.fields) }
            found += new
            fields.formUnion(new.flatMap(\.fields))
        }
        return found
    }

    private static func occurrences(
        of match: FieldMatch, _ value: CustomFieldRule.Value, _ file: SourceFile, _ identity: ObjectIdentity
    ) -> [ImageOccurrence] {
        switch value {
        case .reference:
            [file.occurrence(of: match.node, object: identity, match.field)].compactMap(\.self)
        case .text:
            TextReferences.occurrences(in: match.node, of: file, object: identity, match.field, .field)
        case .nameAndTag(let tag, let digest):
            [pieces(match, tag, digest, file, identity)].compactMap(\.self)
        }
    }

    private static func pieces(
        _ match: FieldMatch, _ tag: [String], _ digest: [String]?, _ file: SourceFile, _ identity: ObjectIdentity
    ) -> ImageOccurrence? {
        guard let name = file.site(match.node, match.field), name.value?.isEmpty == false, let mapping = match.mapping
        else { return nil }
        let holder = match.mappingField
        let tagSite = site(tag, in: mapping, holder, file)
        let sibling = tag.count == 1 ? tagSite ?? name : name
        return ImageOccurrence(
            file: file.path,
            object: identity,
            field: match.field.text,
            location: match.node.location,
            parts: .helm(
                HelmImage(
                    registry: nil,
                    repository: name,
                    tag: tagSite,
                    digest: digest.flatMap { digestSite($0, below: sibling, mapping, holder, file) }
                )
            ),
            directives: file.directives(at: match.node)
        )
    }

    private static func site(_ keys: [String], in mapping: YAMLNode, _ field: FieldPath, _ file: SourceFile) -> Site? {
        var (node, field) = (mapping, field)
        for key in keys {
            guard let next = node[key] else { return nil }
            (node, field) = (next, field.key(key))
        }
        return file.site(node, field)
    }

    /// The digest key, or the line for one where it is a sibling of the name or tag.
    private static func digestSite(
        _ keys: [String], below sibling: Site, _ mapping: YAMLNode, _ field: FieldPath, _ file: SourceFile
    ) -> Site? {
        if let site = site(keys, in: mapping, field, file) { return site }
        guard let key = keys.last, keys.count == 1 else { return nil }
        return file.insertion(of: key, after: sibling, in: mapping, field)
    }
}
