extension YAMLNode {
    /// The value of a mapping's key, as a reader of the file sees it: aliases are followed on the way to the mapping,
    /// and a merge key `<<` (one mapping or a list of them, the first of which wins) gives what the mapping itself does
    /// not have. Where a key stands twice, the last counts. The value itself may be an alias.
    package subscript(key: String) -> YAMLNode? {
        var key = key
        return key.withUTF8 { bytes in
            var visited: Set<Int> = []
            return unsafe resolved.value(of: bytes, visited: &visited)
        }
    }

    /// An element of a sequence, which an alias may name; nil outside its bounds.
    package subscript(position: Int) -> YAMLNode? {
        guard position >= 0 else { return nil }
        return resolved.elements.dropFirst(position).first { _ in true }
    }

    /// The entry of the mapping itself, without merge keys.
    package func entry(_ key: String) -> (key: YAMLNode, value: YAMLNode)? {
        var key = key
        return key.withUTF8 { unsafe ownEntry($0).found }
    }

    /// Each mapping is looked into once, so that aliases of aliases cost no more than the file is long.
    private func value(of key: UnsafeBufferPointer<UInt8>, visited: inout Set<Int>) -> YAMLNode? {
        let (found, hasMerge) = unsafe ownEntry(key)
        if let found { return found.value }
        guard hasMerge, visited.insert(index).inserted else { return nil }
        for source in mergeSources {
            if let value = unsafe source.mergedValue(of: key, visited: &visited) { return value }
        }
        return nil
    }

    private func mergedValue(of key: UnsafeBufferPointer<UInt8>, visited: inout Set<Int>) -> YAMLNode? {
        guard isMapping, !visited.contains(index) else { return nil }
        let value = unsafe value(of: key, visited: &visited)
        if value == nil { visited.insert(index) }
        return value
    }

    private func ownEntry(
        _ key: UnsafeBufferPointer<UInt8>
    ) -> (found: (key: YAMLNode, value: YAMLNode)?, hasMerge: Bool) {
        guard isMapping else { return (nil, false) }
        // By index: the most frequent question of all makes no views of the keys that are not meant.
        let nodes = stream.nodes
        var (found, hasMerge) = (-1, false)
        var position = index + 1
        while position < Int(node.subtreeEnd) {
            let candidate = nodes[position]
            if unsafe stream.hasValue(candidate, key) { found = position }
            if candidate.valueLength == 2, YAMLNode(stream: stream, index: position).isMergeKey { hasMerge = true }
            position = Int(nodes[Int(candidate.subtreeEnd)].subtreeEnd)
        }
        guard found >= 0 else { return (nil, hasMerge) }
        let value = YAMLNode(stream: stream, index: Int(nodes[found].subtreeEnd))
        return ((YAMLNode(stream: stream, index: found), value), hasMerge)
    }

    /// The mappings that `<<` names, the one that counts most first.
    private var mergeSources: [YAMLNode] {
        var sources: [YAMLNode] = []
        for entry in entries where entry.key.isMergeKey {
            let value = entry.value.resolved
            sources += value.isSequence ? value.elements.map(\.resolved) : [value]
        }
        return sources
    }

    /// Whether a mapping's key is the merge key: a plain `<<`.
    package var isMergeKey: Bool { node.style == .plain && node.valueLength == 2 && equals("<<") }
}
