/// What ``CommonReader`` makes of a file. Nothing in it has an anchor or a tag.
struct CommonNodes {
    let nodes: [ArenaNode]
    /// The values that the text does not spell.
    let cooked: [UInt8]
    /// The roots.
    let documents: [Int]
}

/// Reads the YAML that most manifests are made of, several times as fast as libyaml, into the very nodes that
/// ``ArenaBuilder`` makes of it.
///
/// That is: block mappings and sequences, scalars on one line without escapes, literal block scalars, brackets that
/// close on their line, comments and `---`. Whatever else stands in a file, allowed or not, is left to libyaml, and so
/// is the check after an edit, which is how a fault in here would show before it is written.
struct CommonReader {
    /// The file has something in it that libyaml has to judge.
    struct NotCommon: Error {}

    /// A block collection whose end has not been met, or a document.
    private struct Block {
        enum Kind { case document, mapping, sequence, sequenceInColumnOfItsKey }

        let kind: Kind
        let node: UInt32
        /// Where its keys or its `-` stand, counted from 0.
        let column: Int
        /// Behind the `:` or `-` whose value has not been met; `nothing` where none is due.
        var awaiting: Int

        static let nothing = -1

        var awaitsValue: Bool { awaiting != Self.nothing }
    }

    let text: ByteView
    private let limits: YAMLLimits
    var nodes: [ArenaNode] = []
    var cooked: [UInt8] = []
    private(set) var documents: [Int] = []
    /// What is to be read next.
    var offset = 0
    /// The end of the last thing read.
    var cursor = 0
    /// The innermost block, which nearly every question is about; outside of documents, one that awaits nothing.
    private var block = Block(kind: .document, node: ArenaNode.noParent, column: -1, awaiting: Block.nothing)
    /// What the innermost block stands in, a document first.
    private var outer: [Block] = []

    /// libyaml takes keys of up to 1,024 characters.
    static let longestKey = 1_000

    /// What was read; `nil` where libyaml has to.
    static func nodes(of text: [UInt8], limits: YAMLLimits) -> CommonNodes? {
        unsafe text.withUnsafeBufferPointer { bytes in
            var reader = unsafe CommonReader(ByteView(bytes), limits: limits)
            do throws(NotCommon) {
                try reader.read()
                return reader.found
            } catch {
                return nil
            }
        }
    }

    private init(_ text: ByteView, limits: YAMLLimits) {
        self.text = text
        self.limits = limits
        nodes.reserveCapacity(text.count / 8 + 8)
        outer.reserveCapacity(16)
    }

    private var found: CommonNodes { CommonNodes(nodes: nodes, cooked: cooked, documents: documents) }

    private mutating func read() throws(NotCommon) {
        guard text.count <= min(limits.maximumBytes, Int(Int32.max)) else { throw NotCommon() }
        while let column = try nextColumn() {
            if column == 0, isMarker { try startDocument() } else { try readLine(at: column) }
        }
        try endDocument()
        guard !documents.isEmpty, nodes.count <= limits.maximumNodes else { throw NotCommon() }
    }

    /// Goes to the next line that is neither blank nor a comment, and says in which column that starts.
    private mutating func nextColumn() throws(NotCommon) -> Int? {
        while offset < text.count {
            let start = offset
            skipSpaces()
            switch text[offset] {
            case UInt8(ascii: "\n"): offset += 1
            case UInt8(ascii: "#"): try skipComment()
            default: return offset < text.count ? offset - start : nil
            }
        }
        return nil
    }
}

extension CommonReader {
    /// `---`, `...`, or a plain scalar that looks like one.
    private var isMarker: Bool {
        text[offset] == UInt8(ascii: ".") || text[offset] == UInt8(ascii: "-") && !isEntry
    }

    private mutating func startDocument() throws(NotCommon) {
        guard text[offset + 1] == UInt8(ascii: "-"), text[offset + 2] == UInt8(ascii: "-"),
            text[offset] == UInt8(ascii: "-")
        else { throw NotCommon() }
        try endDocument()
        offset += 3
        try finishLine()
        beginDocument()
    }

    private mutating func beginDocument() {
        documents.append(nodes.count)
        block = Block(kind: .document, node: ArenaNode.noParent, column: -1, awaiting: offset)
    }

    /// What a document without content stands for is left to libyaml.
    private mutating func endDocument() throws(NotCommon) {
        closeBlocks(deeperThan: -1)
        guard !block.awaitsValue else { throw NotCommon() }
    }
}

extension CommonReader {
    /// One line of block collections: any number of `-`, and then a key with or without a value, a value, or nothing.
    private mutating func readLine(at start: Int) throws(NotCommon) {
        var column = start
        closeBlocks(deeperThan: column)
        var isInEntry = false
        while isEntry {
            try startEntry(at: column)
            let indicator = offset
            offset += 1
            block.awaiting = offset
            skipSpaces()
            if isAtLineEnd { return try finishLine() }
            column += offset - indicator
            isInEntry = true
        }
        guard let scalar = try scalarOrKey(), scalar.isKey else {
            // Alone on its line a value may go on in the next, or be a key that misses its `:`.
            guard isInEntry else { throw NotCommon() }
            return try readValue()
        }
        guard scalar.end - scalar.start <= Self.longestKey else { throw NotCommon() }
        try startKey(at: column)
        add(scalar, in: block.node)
        offset = scalar.end + 1
        block.awaiting = offset
        skipSpaces()
        if isAtLineEnd { return try finishLine() }
        try readValue()
    }

    /// The scalar that starts here, not yet read; `nil` where something else does, which can only be a value.
    private func scalarOrKey() throws(NotCommon) -> CommonScalar? {
        switch text[offset] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let scalar = try quoted()
            guard text[scalar.end] == UInt8(ascii: ":") else { return scalar }
            guard isBlank(at: scalar.end + 1) else { throw NotCommon() }
            return scalar.asKey
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "|"): return nil
        default: return try plain()
        }
    }

    /// The value of the innermost block, on the line of its `:` or `-`.
    private mutating func readValue() throws(NotCommon) {
        switch text[offset] {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            try takeValue()
            try readFlow(in: block.node, depth: outer.count, limits)
            try finishLine()
        case UInt8(ascii: "|"):
            try takeValue()
            try readLiteral(in: block.node, outside: block.column)
        default:
            guard let scalar = try scalarOrKey(), !scalar.isKey else { throw NotCommon() }
            try takeValue()
            add(scalar, in: block.node)
            offset = scalar.end
            try finishLine()
        }
    }
}

extension CommonReader {
    /// Closes the collections that a line in this column does not belong to.
    private mutating func closeBlocks(deeperThan column: Int) {
        while block.column > column { closeBlock() }
    }

    private mutating func closeBlock() {
        fillAwaited()
        nodes[Int(block.node)].end = UInt32(cursor)
        nodes[Int(block.node)].subtreeEnd = UInt32(nodes.count)
        block = outer.removeLast()
    }

    /// Nothing came behind a `:` or `-`: the value is null and stands right there.
    private mutating func fillAwaited() {
        guard block.awaitsValue else { return }
        add(CommonScalar(start: block.awaiting, end: block.awaiting, style: .plain), in: block.node)
        block.awaiting = Block.nothing
    }

    /// What the innermost block awaits comes now.
    private mutating func takeValue() throws(NotCommon) {
        guard block.awaitsValue else { throw NotCommon() }
        block.awaiting = Block.nothing
    }

    private mutating func startEntry(at column: Int) throws(NotCommon) {
        guard block.column == column else { return try openBlock(.sequence, at: column) }
        guard block.kind == .mapping else { return fillAwaited() }
        try openBlock(.sequenceInColumnOfItsKey, at: column)
    }

    private mutating func startKey(at column: Int) throws(NotCommon) {
        if block.column == column, block.kind == .sequenceInColumnOfItsKey { closeBlock() }
        guard block.column == column else { return try openBlock(.mapping, at: column) }
        guard block.kind == .mapping else { throw NotCommon() }
        fillAwaited()
    }

    /// A collection that starts here, as the value that the innermost block awaits.
    private mutating func openBlock(_ kind: Block.Kind, at column: Int) throws(NotCommon) {
        if documents.isEmpty { beginDocument() }
        try takeValue()
        guard outer.count < limits.maximumDepth else { throw NotCommon() }
        outer.append(block)
        let parent = block.node
        block = Block(kind: kind, node: UInt32(nodes.count), column: column, awaiting: Block.nothing)
        nodes.append(
            ArenaNode(
                start: UInt32(offset), end: UInt32(offset), parent: parent,
                kind: kind == .mapping ? .mapping : .sequence, style: .block, isInFlow: false))
    }
}
