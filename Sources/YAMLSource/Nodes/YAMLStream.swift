internal import Synchronization

/// A parsed file: its text and one flat array of nodes.
package final class YAMLStream: Sendable {
    package let source: SourceText
    let text: [UInt8]
    let nodes: [ArenaNode]
    let cooked: [UInt8]
    let properties: [NodeProperties]
    let roots: [Int]
    private let lines = Mutex<LineTable?>(nil)

    /// - Throws: `.syntax`, `.tooDeep`, `.tooLarge`, `.unknownAlias` or `.recursiveAlias`.
    package init(parsing source: SourceText, limits: YAMLLimits = .default) throws(YAMLSourceError) {
        var builder = ArenaBuilder(source, limits: limits)
        try builder.build()
        self.source = source
        text = builder.text
        nodes = builder.nodes
        cooked = builder.cooked
        properties = builder.properties
        roots = builder.documents
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
        let table = lines.withLock { table in
            if let table { return table }
            let made = LineTable(text[...])
            table = made
            return made
        }
        return table.location(of: offset, in: text)
    }

    /// The innermost scalar or alias whose text holds an offset.
    package func leaf(at offset: Int) -> YAMLNode? {
        guard let index = lastLeaf(startingAtOrBefore: offset), Int(nodes[index].end) > offset else { return nil }
        return YAMLNode(stream: self, index: index)
    }

    /// Nodes stand in the order of their starts; a collection may start with its first leaf.
    func firstNode(startingAtOrAfter offset: Int) -> Int {
        var (low, high) = (0, nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(nodes[middle].start) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func lastLeaf(startingAtOrBefore offset: Int) -> Int? {
        var index = firstNode(startingAtOrAfter: offset + 1) - 1
        while index >= 0, nodes[index].kind.isCollection || nodes[index].start == nodes[index].end { index -= 1 }
        return index >= 0 ? index : nil
    }
}
