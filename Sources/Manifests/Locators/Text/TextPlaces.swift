import YAMLSource

/// Lines, columns and comments of a text. Asked in the order of the text, they cost one pass over it.
struct TextPlaces {
    private let bytes: [UInt8]
    private let comments: [[UInt8]]
    private var lineStart = 0
    private var place = (offset: 0, line: 1, column: 1)
    /// What was read of the comments above a line and at its end.
    private var known = (line: -1, directives: LineDirectives())

    init(_ bytes: [UInt8], comments: [String]) {
        self.bytes = bytes
        self.comments = comments.map { Array($0.utf8) }
    }

    mutating func location(of offset: Int) -> SourceLocation {
        if offset < place.offset {
            place = (0, 1, 1)
            lineStart = 0
        }
        while place.offset < min(offset, bytes.count) {
            let byte = bytes[place.offset]
            place.offset += 1
            let isReturnAlone = byte == 0x0D && !(place.offset < bytes.count && bytes[place.offset] == 0x0A)
            if byte == 0x0A || isReturnAlone {
                place.line += 1
                place.column = 1
                lineStart = place.offset
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return SourceLocation(line: place.line, column: place.column)
    }

    /// What comments say on the rest of the line and on the lines directly above it.
    mutating func directives(at range: Range<Int>) -> LineDirectives {
        _ = location(of: range.lowerBound)
        if known.line != place.line {
            known = (place.line, directives(aboveLineAt: lineStart))
            if let comment = trailingComment(from: range.upperBound) { known.directives.read(comment: comment) }
        }
        return known.directives
    }

    private func directives(aboveLineAt start: Int) -> LineDirectives {
        var lines: [String] = []
        var end = start
        while end > 0 {
            let isPair = end > 1 && bytes[end - 1] == 0x0A && bytes[end - 2] == 0x0D
            let lineEnd = end - (isPair ? 2 : 1)
            var begin = lineEnd
            while begin > 0, !Self.endsLine(bytes[begin - 1]) { begin -= 1 }
            let text = bytes[begin..<lineEnd].drop { $0 == 0x20 || $0 == 0x09 }
            guard let mark = comments.first(where: { text.starts(with: $0) }) else { break }
            lines.append(Self.text(text.dropFirst(mark.count)))
            end = begin
        }
        var directives = LineDirectives()
        for line in lines.reversed() { directives.read(comment: line) }
        return directives
    }

    /// A mark with a blank in front of it.
    private func trailingComment(from start: Int) -> String? {
        let rest = bytes[start...].prefix { !Self.endsLine($0) }
        for offset in rest.indices.dropFirst() where rest[offset - 1] <= 0x20 {
            guard let mark = comments.first(where: { rest[offset...].starts(with: $0) }) else { continue }
            return Self.text(rest[(offset + mark.count)...])
        }
        return nil
    }

    /// A carriage return does so alone too.
    private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let content = bytes.drop { $0 <= 0x20 }
        let end = content.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? content.startIndex
        return String(decoding: content[..<end], as: UTF8.self)
    }
}
