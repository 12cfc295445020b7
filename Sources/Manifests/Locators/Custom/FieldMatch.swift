import YAMLSource

/// A node that a pattern leads to.
struct FieldMatch {
    /// As it is written: an alias as an alias.
    let node: YAMLNode
    /// The mapping that holds it, if one does.
    let mapping: YAMLNode?
    let field: FieldPath
    /// The path of the mapping.
    let mappingField: FieldPath
}

extension FieldPattern {
    /// Everything that the pattern leads to, each place once, in the order of the file.
    func matches(in object: YAMLNode, _ field: FieldPath, _ aliases: AliasBudget) -> [FieldMatch] {
        var found: [FieldMatch] = []
        var known: Set<String> = []
        var walk = FieldWalk(from: field, aliases)
        Self.match(object, nil, segments[...], &walk) { match in
            if known.insert(match.field.text).inserted { found.append(match) }
        }
        return found
    }

    private static func match(
        _ node: YAMLNode, _ mapping: YAMLNode?, _ segments: ArraySlice<Segment>, _ walk: inout FieldWalk,
        _ found: (FieldMatch) -> Void
    ) {
        guard let segment = segments.first else {
            found(FieldMatch(node: node, mapping: mapping, field: walk.field, mappingField: walk.fieldAbove))
            return
        }
        let rest = segments.dropFirst()
        let target = node.resolved
        switch segment {
        case .key(let name):
            walk.value(of: name, in: target) { match($1, target, rest, &$0, found) }
        case .position(let position):
            walk.element(position, of: target) { match($1, nil, rest, &$0, found) }
        case .any:
            walk.children(of: node) { match($1, target.isMapping ? target : nil, rest, &$0, found) }
        case .deep:
            match(node, mapping, rest, &walk, found)
            walk.children(of: node) { match($1, target.isMapping ? target : nil, segments, &$0, found) }
        case .having(let key, let value) where target.isMapping:
            if target.says(key, value) { match(node, mapping, rest, &walk, found) }
        case .having(let key, let value):
            walk.children(of: node) { walk, element in
                if element.resolved.says(key, value) { match(element, nil, rest, &walk, found) }
            }
        }
    }
}

extension YAMLNode {
    fileprivate func says(_ key: String, _ value: String) -> Bool {
        self[key]?.resolved.equals(value) ?? false
    }
}
