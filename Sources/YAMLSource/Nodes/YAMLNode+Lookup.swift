extension YAMLNode {
    /// The value of a mapping's key, as a reader of the file sees it: aliases are followed on the way to the mapping,
    /// and a merge key `<<` (one mapping or a list of them, the first of which wins) gives what the mapping itself does
    /// not have. Where a key stands twice, the last counts. The value itself may be an alias.
    package subscript(key: String) -> YAMLNode? {
        var key = key
        return key.withUTF8 { bytes in
            let (found, hasMerge) = unsafe stream.ownValue(of: bytes, in: isAlias ? Int(node.valueStart) : index)
            if let found { return YAMLNode(stream: stream, index: found) }
            guard hasMerge else { return nil }
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
        guard let value = key.withUTF8({ unsafe stream.ownValue(of: $0, in: index).index }) else { return nil }
        // A key is a scalar, and so directly in front of its value.
        return (YAMLNode(stream: stream, index: value - 1), YAMLNode(stream: stream, index: value))
    }

    /// Each mapping is looked into once, so that aliases of aliases cost no more than the file is long.
    private func value(of key: UnsafeBufferPointer<UInt8>, visited: inout Set<Int>) -> YAMLNode? {
        let (found, hasMerge) = unsafe stream.ownValue(of: key, in: index)
        if let found { return YAMLNode(stream: stream, index: found) }
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

extension YAMLStream {
    /// The value that a mapping itself has for a key, and whether it has merge keys.
    fileprivate func ownValue(
        of key: UnsafeBufferPointer<UInt8>, in mapping: Int
    ) -> (index: Int?, hasMerge: Bool) {
        // By index: the most frequent question of all makes no views of the keys that are not meant.
        let end = Int(nodes[mapping].subtreeEnd)
        guard nodes[mapping].kind == .mapping else { return (nil, false) }
        var (found, hasMerge): (Int?, Bool) = (nil, false)
        var position = mapping + 1
        while position < end {
            let value = Int(nodes[position].subtreeEnd)
            let length = Int(nodes[position].valueLength)
            if length == key.count, unsafe hasValue(nodes[position], key) { found = value }
            if length == 2, YAMLNode(stream: self, index: position).isMergeKey { hasMerge = true }
            position = Int(nodes[value].subtreeEnd)
        }
        return (found, hasMerge)
    }
}
