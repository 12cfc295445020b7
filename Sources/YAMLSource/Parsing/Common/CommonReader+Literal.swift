extension CommonReader {
    /// `|` or `|-` with its lines.
    ///
    /// - Parameters:
    ///   - parent: the node that it is a value in.
    ///   - column: what its lines are indented against.
    mutating func readLiteral(in parent: UInt32, outside column: Int) throws(NotCommon) {
        let start = offset
        offset += 1
        let isStripped = text[offset] == UInt8(ascii: "-")
        if isStripped { offset += 1 }
        try finishLine()
        let indentation = spaces(at: offset)
        // Blank lines in front have a say in the indentation; a text without content has an end of its own.
        guard indentation > column, !isBlank(at: offset + indentation) else { throw NotCommon() }
        let valueStart = cooked.count
        var contentEnd = offset
        while let line = try literalLine(indentation) {
            if !line.isEmpty {
                // The line breaks of the lines before were put there when those were met.
                for position in line { cooked.append(text[position]) }
                contentEnd = offset
            }
            cooked.append(UInt8(ascii: "\n"))
        }
        dropLineBreaks(keeping: isStripped ? 0 : 1)
        nodes.append(
            ArenaNode(
                start: UInt32(start), end: UInt32(contentEnd), valueStart: UInt32(valueStart),
                valueLength: UInt32(cooked.count - valueStart), parent: parent,
                subtreeEnd: UInt32(nodes.count + 1), kind: .scalar, style: .literal, isCooked: true, isInFlow: false))
        cursor = contentEnd
    }

    /// The content of the next line, empty for a blank one; `nil` behind the last.
    private mutating func literalLine(_ indentation: Int) throws(NotCommon) -> Range<Int>? {
        guard offset < text.count else { return nil }
        let found = spaces(at: offset)
        let isContent = found >= indentation
        let start = offset + min(found, indentation)
        guard isContent || text[start] == UInt8(ascii: "\n") else {
            // A tab cannot indent, and a last line of spaces alone has no line break.
            guard start < text.count, text[start] > UInt8(ascii: " ") else { throw NotCommon() }
            return nil
        }
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "\n") {
            if text[end] != UInt8(ascii: "\t") || end == start { try check(end) }
            end += 1
        }
        guard end < text.count else { throw NotCommon() }
        offset = end + 1
        return start..<end
    }

    private mutating func dropLineBreaks(keeping kept: Int) {
        var breaks = 0
        while breaks < cooked.count, cooked[cooked.count - 1 - breaks] == UInt8(ascii: "\n") { breaks += 1 }
        cooked.removeLast(max(0, breaks - kept))
    }

    private func spaces(at offset: Int) -> Int {
        var end = offset
        while text[end] == UInt8(ascii: " ") { end += 1 }
        return end - offset
    }
}
