/// Compares an edited file with the old one, node by node.
struct EditVerification {
    let old: YAMLStream
    let new: YAMLStream
    let oldNodes: [ArenaNode]
    let newNodes: [ArenaNode]
    let oldText: [UInt8]
    let newText: [UInt8]
    private let edits: [SourceEdit]
    var insertions: [Int: [(mapping: Int, key: [UInt8], value: [UInt8])]] = [:]
    private var removals: [Int: Int] = [:]
    /// The scalars that get another value, the last of them first.
    private var changes: [(node: Int, value: [UInt8], style: YAMLStyle)] = []
    /// The node of the last of these.
    private(set) var nextChanged: Int?
    /// For each old node, its index in the new file; a removed one has none.
    var moved: [Int]
    var position = 0

    private static let removed = -1

    init(old: YAMLStream, new: YAMLStream, edits: [SourceEdit]) {
        self.old = old
        self.new = new
        self.edits = edits
        (oldNodes, newNodes) = (old.nodes, new.nodes)
        (oldText, newText) = (old.text, new.text)
        moved = Array(repeating: Self.removed, count: old.nodes.count)
        // From the last to the first, so that the parts of one value do not shift each other.
        for edit in edits.reversed() { expect(edit.effect) }
        nextChanged = changes.last?.node
    }

    mutating func run() throws(YAMLSourceError) {
        try checkUntouchedBytes()
        var index = 0
        while index < oldNodes.count {
            try checkInsertions(at: index)
            if let end = removals.isEmpty ? nil : removals[index] {
                index = end
            } else {
                try checkNode(index)
                index += 1
            }
        }
        try checkInsertions(at: index)
        guard position == newNodes.count else { throw failure("there is more in it than before", at: position) }
        guard changes.isEmpty else { throw failure("a new value is missing", at: position) }
        guard old.roots.map(movedIndex) == new.roots else { throw failure("its documents are others", at: 0) }
    }

    private mutating func expect(_ effect: SourceEdit.Effect) {
        switch effect {
        case .none: break
        case .value(let node, let value, let style): changes.append((node, value, style))
        case .part(let node, let range, let bytes):
            if changes.last?.node != node {
                let view = YAMLNode(stream: old, index: node)
                changes.append((node, Array(view.valueBytes), view.style))
            }
            changes[changes.count - 1].value.replaceSubrange(range, with: bytes)
        case .insertion(let index, let mapping, let key, let value):
            insertions[index, default: []].insert((mapping, key, value), at: 0)
        case .removal(let nodes): removals[nodes.lowerBound] = nodes.upperBound
        }
    }

    mutating func takeChange() -> (value: [UInt8], style: YAMLStyle) {
        let change = changes.removeLast()
        nextChanged = changes.last?.node
        return (change.value, change.style)
    }

    private func movedIndex(_ index: Int) -> Int { index < moved.count ? moved[index] : new.nodes.count }

    func failure(_ what: String, at index: Int) -> YAMLSourceError {
        let offset = index < new.nodes.count ? Int(new.nodes[index].start) : new.text.count
        let message = "the edited file would not read as planned: \(what)"
        return YAMLSourceError(.verificationFailed, message, at: new.location(of: offset))
    }
}

extension EditVerification {
    private func checkUntouchedBytes() throws(YAMLSourceError) {
        var (oldEnd, newEnd) = (0, 0)
        for edit in edits {
            let length = edit.range.lowerBound - oldEnd
            try checkSame(oldEnd, newEnd, length: length)
            oldEnd = edit.range.upperBound
            newEnd += length + edit.replacement.count
        }
        guard old.text.count - oldEnd == new.text.count - newEnd else { throw failure("its length is another", at: 0) }
        try checkSame(oldEnd, newEnd, length: old.text.count - oldEnd)
    }

    private func checkSame(_ oldStart: Int, _ newStart: Int, length: Int) throws(YAMLSourceError) {
        guard old.text.isSame(as: new.text, from: oldStart, to: newStart, count: length) else {
            throw failure("bytes outside the edits are others", at: 0)
        }
    }
}
