/// Compares an edited file with the old one, node by node.
struct EditVerification {
    private let old: YAMLStream
    private let new: YAMLStream
    private let edits: [SourceEdit]
    private var insertions: [Int: [(mapping: Int, key: [UInt8], value: [UInt8])]] = [:]
    private var removals: [Int: Int] = [:]
    /// The scalars that get another value, the last of them first.
    private var changes: [(node: Int, value: [UInt8], style: YAMLStyle)] = []
    /// For each old node, its index in the new file; a removed one has none.
    private var moved: [Int]
    private var position = 0

    private static let removed = -1

    init(old: YAMLStream, new: YAMLStream, edits: [SourceEdit]) {
        self.old = old
        self.new = new
        self.edits = edits
        moved = Array(repeating: Self.removed, count: old.nodes.count)
        // From the last to the first, so that the parts of one value do not shift each other.
        for edit in edits.reversed() { expect(edit.effect) }
    }

    mutating func run() throws(YAMLSourceError) {
        try checkUntouchedBytes()
        var index = 0
        while index < old.nodes.count {
            try checkInsertions(at: index)
            if let end = removals.isEmpty ? nil : removals[index] {
                index = end
            } else {
                try checkNode(index)
                index += 1
            }
        }
        try checkInsertions(at: index)
        guard position == new.nodes.count else { throw failure("there is more in it than before", at: position) }
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

    private func movedIndex(_ index: Int) -> Int { index < moved.count ? moved[index] : new.nodes.count }

    private func failure(_ what: String, at index: Int) -> YAMLSourceError {
        let offset = index < new.nodes.count ? Int(new.nodes[index].start) : new.text.count
        let message = "the edited file would not read as planned: \(what)"
        return YAMLSourceError(.verificationFailed, message, at: new.location(of: offset))
    }
}

// MARK: Bytes

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
        let isInside = newStart + length <= new.text.count
        guard isInside, old.text[oldStart..<(oldStart + length)] == new.text[newStart..<(newStart + length)] else {
            throw failure("bytes outside the edits are others", at: 0)
        }
    }
}

// MARK: Nodes

extension EditVerification {
    private mutating func checkInsertions(at index: Int) throws(YAMLSourceError) {
        guard !insertions.isEmpty, let expected = insertions[index] else { return }
        for insertion in expected {
            for value in [insertion.key, insertion.value] {
                guard position < new.nodes.count else { throw failure("the new entry is missing", at: position) }
                let node = YAMLNode(stream: new, index: position)
                let isExpected = node.isScalar && node.valueBytes.elementsEqual(value) && node.ownProperties == nil
                guard isExpected, isString(node), Int(node.node.parent) == moved[insertion.mapping] else {
                    throw failure("the new entry is not there", at: position)
                }
                position += 1
            }
        }
    }

    private mutating func checkNode(_ index: Int) throws(YAMLSourceError) {
        guard position < new.nodes.count else { throw failure("something is missing at its end", at: position) }
        let (before, after) = (old.nodes[index], new.nodes[position])
        moved[index] = position
        guard before.kind == after.kind, hasSameParent(before, after), hasSameProperties(before, after) else {
            throw failure("another node stands here", at: position)
        }
        if changes.last?.node == index, let expected = changes.popLast() {
            try checkChanged(expected.value, expected.style)
        } else {
            try checkUnchanged(before, after, index)
        }
        position += 1
    }

    private func hasSameParent(_ before: ArenaNode, _ after: ArenaNode) -> Bool {
        let expected =
            before.parent == ArenaNode.noParent ? before.parent : UInt32(truncatingIfNeeded: moved[Int(before.parent)])
        return expected == after.parent
    }

    private func hasSameProperties(_ before: ArenaNode, _ after: ArenaNode) -> Bool {
        if before.properties == 0 || after.properties == 0 { return before.properties == after.properties }
        let (old, new) = (old.properties[Int(before.properties) - 1], new.properties[Int(after.properties) - 1])
        return old.anchor == new.anchor && old.tag == new.tag
    }

    private func checkChanged(_ value: [UInt8], _ style: YAMLStyle) throws(YAMLSourceError) {
        let node = YAMLNode(stream: new, index: position)
        guard node.isScalar, node.style == style, node.valueBytes.elementsEqual(value) else {
            throw failure("the new value is not there", at: position)
        }
        guard isString(node) else { throw failure("the new value would be no string", at: position) }
    }

    /// Whether every reader takes a scalar for a string.
    private func isString(_ node: YAMLNode) -> Bool {
        node.style != .plain || node.tag != nil || ScalarType.isStringEverywhere(node.valueBytes)
    }

    private func checkUnchanged(_ before: ArenaNode, _ after: ArenaNode, _ index: Int) throws(YAMLSourceError) {
        let isSame =
            switch before.kind {
            case .alias: UInt32(truncatingIfNeeded: moved[Int(before.valueStart)]) == after.valueStart
            case .scalar: hasSameValue(before, after)
            case .mapping, .sequence: true
            }
        guard isSame, before.style == after.style else { throw failure("another value changes", at: position) }
    }

    private func hasSameValue(_ before: ArenaNode, _ after: ArenaNode) -> Bool {
        guard before.valueLength == after.valueLength, before.isCooked == after.isCooked else { return false }
        let old = Int(before.valueStart)..<Int(before.valueStart + before.valueLength)
        let new = Int(after.valueStart)..<Int(after.valueStart + after.valueLength)
        return before.isCooked ? self.old.cooked[old] == self.new.cooked[new] : self.old.text[old] == self.new.text[new]
    }
}
