internal import Synchronization

/// A parsed file: its text and one flat array of nodes.
package final class YAMLStream: Sendable {
    package let source: SourceText
    let text: [UInt8]
    let nodes: [ArenaNode]
    let cooked: [UInt8]
    let properties: [NodeProperties]
    let roots: [Int]
    let places = Mutex(PlaceCache())

    /// - Parameter usesLibYAML: whether libyaml reads every text, also one that ``CommonReader`` can read. Asked for
    ///   where two readers have to agree, as in the check of an edit; the nodes are the same.
    /// - Throws: `.syntax`, `.tooDeep`, `.tooLarge`, `.unknownAlias` or `.recursiveAlias`.
    package init(
        parsing source: SourceText, limits: YAMLLimits = .default, usesLibYAML: Bool = false
    ) throws(YAMLSourceError) {
        self.source = source
        text = source.payload
        if !usesLibYAML, let common = CommonReader.nodes(of: source.payload, limits: limits) {
            (nodes, cooked, properties, roots) = (common.nodes, common.cooked, [], common.documents)
        } else {
            var builder = ArenaBuilder(source, limits: limits)
            try builder.build()
            (nodes, cooked, properties, roots) = (
                builder.nodes, builder.cooked, builder.properties, builder.documents
            )
        }
    }

    /// - Throws: as ``SourceText/init(bytes:)`` and ``init(parsing:limits:)``.
    package convenience init(
        bytes: [UInt8], limits: YAMLLimits = .default
    ) throws(YAMLSourceError) {
        try self.init(parsing: SourceText(bytes: bytes), limits: limits)
    }

    /// The root of each document. A file of comments alone has no document; a document without content between two
    /// `---` has a null scalar of width zero.
    package var documents: [YAMLNode] { roots.map { YAMLNode(stream: self, index: $0) } }

    /// Every node of every document: a parent comes before its children, and what is written first comes first.
    package var allNodes: some Sequence<YAMLNode> { nodes.indices.lazy.map { YAMLNode(stream: self, index: $0) } }

    /// The node with this ``YAMLNode/index``; `nil` outside the file's nodes.
    package func node(at index: Int) -> YAMLNode? {
        nodes.indices.contains(index) ? YAMLNode(stream: self, index: index) : nil
    }

    /// The line and column of a byte offset. The first call makes a table, which serves the others.
    package func location(of offset: Int) -> SourceLocation {
        places.withLock { $0.location(of: offset, in: text) }
    }

    /// The scalar or alias whose text holds an offset.
    package func leaf(at offset: Int) -> YAMLNode? {
        let index = places.withLock { $0.lastLeaf(startingAtOrBefore: offset, of: nodes) }
        guard let index, Int(nodes[index].end) > offset else { return nil }
        return YAMLNode(stream: self, index: index)
    }
}
