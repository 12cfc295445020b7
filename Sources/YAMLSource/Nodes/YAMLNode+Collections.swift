internal import Synchronization

extension YAMLNode {
    /// A mapping's entries as they are written: a merge key `<<` appears as it stands, an alias as an alias. Empty for
    /// everything else.
    package var entries: YAMLEntries { YAMLEntries(stream: stream, children: children(of: .mapping)) }

    /// A sequence's elements, an alias as an alias. Empty for everything else.
    package var elements: YAMLElements { YAMLElements(stream: stream, children: children(of: .sequence)) }

    /// The number of a sequence's elements or of a mapping's entries.
    package var count: Int {
        let children = Array(YAMLElements(stream: stream, children: (index + 1)..<Int(node.subtreeEnd))).count
        return isMapping ? children / 2 : children
    }

    /// The key that the node is the value of, or the node itself if it is a key; nil outside a mapping.
    package var entryKey: YAMLNode? {
        guard let parent, parent.isMapping else { return nil }
        let known = stream.places.withLock { $0.keys[parent.index] } ?? index + 1
        let entries = YAMLEntries(
            stream: stream,
            children: (known <= index ? known : parent.index + 1)..<Int(parent.node.subtreeEnd))
        let key = entries.first { $0.key.index <= index && index < Int($0.value.node.subtreeEnd) }?.key
        if let key { stream.places.withLock { $0.keys[parent.index] = key.index } }
        return key
    }

    private func children(of kind: Kind) -> Range<Int> {
        node.kind == kind ? (index + 1)..<Int(node.subtreeEnd) : 0..<0
    }
}

/// The entries of a mapping, in the order in which they are written.
package struct YAMLEntries: Sequence, IteratorProtocol, Sendable {
    let stream: YAMLStream
    var children: Range<Int>

    package mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
        guard !children.isEmpty else { return nil }
        let key = children.lowerBound
        let value = Int(stream.nodes[key].subtreeEnd)
        children = Int(stream.nodes[value].subtreeEnd)..<children.upperBound
        return (YAMLNode(stream: stream, index: key), YAMLNode(stream: stream, index: value))
    }
}

/// The elements of a sequence, in the order in which they are written.
package struct YAMLElements: Sequence, IteratorProtocol, Sendable {
    let stream: YAMLStream
    var children: Range<Int>

    package mutating func next() -> YAMLNode? {
        guard !children.isEmpty else { return nil }
        let index = children.lowerBound
        children = Int(stream.nodes[index].subtreeEnd)..<children.upperBound
        return YAMLNode(stream: stream, index: index)
    }
}
