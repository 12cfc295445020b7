extension EditVerification {
    mutating func checkInsertions(at index: Int) throws(YAMLSourceError) {
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

    mutating func checkNode(_ index: Int) throws(YAMLSourceError) {
        guard position < newNodes.count else { throw failure("something is missing at its end", at: position) }
        let (before, after) = (oldNodes[index], newNodes[position])
        moved[index] = position
        guard before.kind == after.kind, hasSameParent(before, after), hasSameProperties(before, after) else {
            throw failure("another node stands here", at: position)
        }
        if nextChanged == index {
            let expected = takeChange()
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
        let (start, newStart, count) = (Int(before.valueStart), Int(after.valueStart), Int(before.valueLength))
        return before.isCooked
            ? old.cooked.isSame(as: new.cooked, from: start, to: newStart, count: count)
            : oldText.isSame(as: newText, from: start, to: newStart, count: count)
    }
}
