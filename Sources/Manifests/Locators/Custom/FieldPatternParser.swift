/// Reads the text of a ``FieldPattern``.
struct FieldPatternParser {
    private let text: [Character]
    private var position = 0

    /// Each `**` may look at the whole object again.
    private static let mostDeepSegments = 2

    init(_ text: String) {
        self.text = Array(text)
    }

    mutating func segments() throws(FieldPatternError) -> [FieldPattern.Segment] {
        guard !text.isEmpty else { throw FieldPatternError(.empty, at: 1, "the path is empty") }
        var segments: [FieldPattern.Segment] = []
        var isFirst = true
        while position < text.count {
            let segment = try next(isFirst: isFirst)
            isFirst = false
            if segment == .deep, segments.last == .deep { continue }
            segments.append(segment)
            guard segments.filter({ $0 == .deep }).count <= Self.mostDeepSegments else {
                throw FieldPatternError(.tooDeep, at: position - 1, "'**' can stand twice in a path, not more often")
            }
        }
        return segments
    }

    private mutating func next(isFirst: Bool) throws(FieldPatternError) -> FieldPattern.Segment {
        if text[position] == "[" { return try bracket() }
        if !isFirst {
            guard text[position] == "." else {
                throw FieldPatternError(.bracket, at: position + 1, "a '.' or '[' has to follow a ']'")
            }
            position += 1
        }
        return try key()
    }

    private mutating func key() throws(FieldPatternError) -> FieldPattern.Segment {
        let start = position
        while position < text.count, text[position] != ".", text[position] != "[" { position += 1 }
        let key = String(text[start..<position])
        switch key {
        case "": throw FieldPatternError(.emptyKey, at: start + 1, "a key is missing here")
        case "*": return .any
        case "**": return .deep
        default: break
        }
        guard !key.contains("*") else {
            throw FieldPatternError(
                .partialWildcard, at: start + 1, "'\(key)' is not known: '*' and '**' stand for whole keys")
        }
        return .key(key)
    }

    private mutating func bracket() throws(FieldPatternError) -> FieldPattern.Segment {
        let start = position
        position += 1
        if position < text.count, text[position] == "\"" || text[position] == "'" { return try quotedKey(from: start) }
        let content = String(text[position...].prefix { $0 != "]" })
        position += content.count
        guard position < text.count else { throw Self.unclosed(start) }
        position += 1
        if content == "*" { return .any }
        if let index = Int(content), index >= 0 { return .position(index) }
        let sides = content.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, !sides[0].isEmpty else {
            throw FieldPatternError(
                .bracket, at: start + 1, "'[\(content)]' is not known; there are [*], [0], [\"key\"] and [key=value]")
        }
        return .having(key: String(sides[0]), value: String(sides[1]))
    }

    private mutating func quotedKey(from start: Int) throws(FieldPatternError) -> FieldPattern.Segment {
        let quote = text[position]
        let key = String(text[(position + 1)...].prefix { $0 != quote })
        position += key.count + 2
        guard position < text.count, text[position] == "]" else { throw Self.unclosed(start) }
        position += 1
        return .key(key)
    }

    private static func unclosed(_ start: Int) -> FieldPatternError {
        FieldPatternError(.bracket, at: start + 1, "the '[' is not closed")
    }
}
