/// On which side of an entry a new one goes.
package enum EntryPosition: Hashable, Sendable {
    case before, after
}

extension YAMLNode {
    /// An edit that adds a line `key: value` next to the entry that this key or value belongs to, with that entry's
    /// indentation, line end and quotes.
    ///
    /// - Throws: `.unsupportedEdit` in a flow mapping, where the entry shares a line with something else, and where the
    ///   mapping has the key.
    package func insertingEntry(
        _ key: String, _ value: String, _ position: EntryPosition = .after
    ) throws(YAMLSourceError) -> SourceEdit {
        let entry = try EntryLines(of: self)
        if entry.mapping.entry(key) != nil { throw unsupported("the mapping already has a key `\(key)`") }
        let style = entry.value.style.isQuoted ? entry.value.style : .plain
        let keyText = ScalarSpelling.spell(Array(key.utf8), as: .plain, inFlow: false).text
        let valueText = ScalarSpelling.spell(Array(value.utf8), as: style, inFlow: false).text
        let line = entry.indentation + keyText + Array(": ".utf8) + valueText
        let (offset, index) = try position == .after ? entry.placeAfter : entry.placeBefore
        let startsLine = stream.text.lineStart(of: offset) == offset
        let text = startsLine ? line + entry.lineBreak : entry.lineBreak + line
        let effect = SourceEdit.Effect.insertion(
            index: index, mapping: entry.mapping.index, key: Array(key.utf8), value: Array(value.utf8))
        return edit(offset..<offset, text, effect)
    }

    /// An edit that takes away the lines of the entry that this key or value belongs to, with the comment behind it.
    ///
    /// - Throws: `.unsupportedEdit` in a flow mapping, where the entry shares a line with something else, and where it is
    ///   the mapping's only one.
    package func removingEntry() throws(YAMLSourceError) -> SourceEdit {
        let entry = try EntryLines(of: self)
        if entry.mapping.count == 1 { throw unsupported("the entry is the only one of its mapping") }
        let nodes = entry.key.index..<Int(entry.value.node.subtreeEnd)
        return edit(try entry.lines, [], .removal(nodes))
    }
}

/// The lines of an entry of a block mapping.
private struct EntryLines {
    let mapping: YAMLNode
    let key: YAMLNode
    let value: YAMLNode
    private let text: [UInt8]
    private let start: Int

    init(of node: YAMLNode) throws(YAMLSourceError) {
        guard let mapping = node.parent, let key = node.entryKey,
            let found = mapping.entries.first(where: { $0.key == key })
        else { throw node.unsupported("this is no entry of a mapping") }
        guard mapping.style == .block else { throw node.unsupported("a flow mapping takes no line of its own") }
        self.mapping = mapping
        self.key = key
        value = found.value
        text = node.stream.text
        start = key.rangeWithProperties.lowerBound
    }

    private var prefix: ArraySlice<UInt8> { text[text.lineStart(of: start)..<start] }

    /// Spaces up to the key's column.
    var indentation: [UInt8] { Array(repeating: UInt8(ascii: " "), count: prefix.count) }

    /// The line break of the entry's last line, or the file's first.
    var lineBreak: [UInt8] {
        for offset in [text.lineEnd(of: start), text.lineEnd(of: 0)] {
            let length = text.lineBreakLength(at: offset)
            if length > 0 { return Array(text[offset..<(offset + length)]) }
        }
        return [0x0A]
    }

    var placeBefore: (offset: Int, index: Int) {
        get throws(YAMLSourceError) {
            try requireOwnLine(allowing: " ")
            return (text.lineStart(of: start), key.index)
        }
    }

    var placeAfter: (offset: Int, index: Int) {
        get throws(YAMLSourceError) {
            try requireOwnLine(allowing: " -")
            return (try end, Int(value.node.subtreeEnd))
        }
    }

    /// From the start of the first line to behind the last line's break; for the last line of a file that does not end
    /// with one, from the break in front.
    var lines: Range<Int> {
        get throws(YAMLSourceError) {
            try requireOwnLine(allowing: " ")
            let (first, end) = (text.lineStart(of: start), try end)
            let isUnended = end == text.count && text.lineBreakLength(before: end) == 0
            return (isUnended ? first - text.lineBreakLength(before: first) : first)..<end
        }
    }

    /// Behind the break of the last line; a block scalar ends there by itself.
    private var end: Int {
        get throws(YAMLSourceError) {
            let end = value.range.upperBound
            if end > start, text.lineBreakLength(before: end) > 0 { return end }
            let rest = text.skippingBlanks(from: end)
            let lineEnd = text.lineEnd(of: end)
            guard rest == lineEnd || (rest > end && text[rest] == UInt8(ascii: "#")) else {
                throw key.unsupported("the entry shares its line with what follows")
            }
            return lineEnd + text.lineBreakLength(at: lineEnd)
        }
    }

    private func requireOwnLine(allowing allowed: StaticString) throws(YAMLSourceError) {
        let bytes = allowed.description.utf8
        guard prefix.allSatisfy(bytes.contains) else {
            throw key.unsupported("the entry shares its line with what comes before")
        }
    }
}
