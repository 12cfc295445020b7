extension CommonReader {
    /// `[…]` or `{…}` on one line.
    ///
    /// - Parameters:
    ///   - parent: the node that it is a value in.
    ///   - depth: the collections around it.
    mutating func readFlow(
        in parent: UInt32, depth: Int, isInFlow: Bool = false, _ limits: YAMLLimits
    ) throws(NotCommon) {
        guard depth < limits.maximumDepth else { throw NotCommon() }
        let isMapping = text[offset] == UInt8(ascii: "{")
        let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
        let index = nodes.count
        nodes.append(
            ArenaNode(
                start: UInt32(offset), end: 0, parent: parent, kind: isMapping ? .mapping : .sequence,
                style: .flow, isInFlow: isInFlow))
        var separator = UInt8(ascii: ",")
        if nextInFlow() == closing { separator = closing }
        while separator == UInt8(ascii: ",") {
            if isMapping { try readFlowKey(in: UInt32(index)) }
            try readFlowValue(in: UInt32(index), depth: depth + 1, limits)
            skipSpaces()
            separator = text[offset]
            guard separator == closing || separator == UInt8(ascii: ",") else { throw NotCommon() }
            if separator != closing { _ = nextInFlow() }
        }
        offset += 1
        cursor = offset
        nodes[index].end = UInt32(offset)
        nodes[index].subtreeEnd = UInt32(nodes.count)
    }

    /// Goes over an indicator and the spaces behind it.
    private mutating func nextInFlow() -> UInt8 {
        offset += 1
        skipSpaces()
        return text[offset]
    }

    private mutating func readFlowKey(in parent: UInt32) throws(NotCommon) {
        let key = try flowScalar()
        guard text[key.end] == UInt8(ascii: ":"), key.end - key.start <= Self.longestKey,
            key.style.isQuoted || text[key.end + 1] == UInt8(ascii: " ")
        else { throw NotCommon() }
        add(key, in: parent, isInFlow: true)
        offset = key.end
        _ = nextInFlow()
    }

    private mutating func readFlowValue(in parent: UInt32, depth: Int, _ limits: YAMLLimits) throws(NotCommon) {
        if text[offset] == UInt8(ascii: "[") || text[offset] == UInt8(ascii: "{") {
            return try readFlow(in: parent, depth: depth, isInFlow: true, limits)
        }
        let value = try flowScalar()
        add(value, in: parent, isInFlow: true)
        offset = value.end
    }

    private func flowScalar() throws(NotCommon) -> CommonScalar {
        let first = text[offset]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return try quoted() }
        guard isWord(at: offset) else { throw NotCommon() }
        var (position, end) = (offset, offset)
        while true {
            if isWord(at: position) || position > offset && isInWord(at: position) {
                position += 1
                end = position
            } else if text[position] == UInt8(ascii: " ") {
                position += 1
            } else {
                return CommonScalar(start: offset, end: end, style: .plain)
            }
        }
    }

    /// Whether a byte means nothing but itself inside brackets.
    private func isWord(at offset: Int) -> Bool {
        switch text[offset] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// Whether a byte means nothing but itself where a word stands on both of its sides.
    private func isInWord(at offset: Int) -> Bool {
        let byte = text[offset]
        let isPunctuation =
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=")
            || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "+")
        return isPunctuation && isWord(at: offset - 1) && isWord(at: offset + 1)
    }
}
