/// Images in JSON or YAML that another file holds as text: values behind a key `image`.
enum EmbeddedImages {
    private static let key = Array("image".utf8)

    static func ranges(in text: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = text.startIndex
        while let start = text[offset...].firstIndex(of: key[0]) {
            offset = start + 1
            guard text[start...].starts(with: key), isKeyStart(start, in: text) else { continue }
            offset = start + key.count
            guard let value = value(from: offset, in: text) else { continue }
            found.append(value)
            offset = value.upperBound
        }
        return found
    }

    /// Whether a value is a name without host and tag, on an indented line that holds nothing but it and its key.
    static func isNameAlone(_ value: Range<Int>, in text: ArraySlice<UInt8>) -> Bool {
        let start = text[..<value.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? text.startIndex
        let front = text[start..<value.lowerBound].drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
        let behind = text[value.upperBound...].prefix { $0 != 0x0A }
        guard front.startIndex >= start + 2, front.starts(with: "image: ".utf8),
            behind.allSatisfy({ $0 <= 0x20 || isQuote($0) }), LooseImage.isBareName(text[value])
        else { return false }
        return !["true", "false", "null"].contains { text[value].elementsEqual($0.utf8) }
    }

    private static func isKeyStart(_ start: Int, in text: ArraySlice<UInt8>) -> Bool {
        guard start > text.startIndex else { return true }
        return text[start - 1] <= 0x20 || "\"'{,".utf8.contains(text[start - 1])
    }

    /// Behind `":` or `:`, in quotes or to the next blank.
    private static func value(from end: Int, in text: ArraySlice<UInt8>) -> Range<Int>? {
        var rest = text[end...]
        if let quote = rest.first, isQuote(quote) { rest = rest.dropFirst() }
        rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.first == UInt8(ascii: ":") else { return nil }
        rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
        guard let first = rest.first else { return nil }
        let value =
            isQuote(first)
            ? rest.dropFirst().prefix { $0 != first && $0 != 0x0A }
            : rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") }
        guard let start = value.first, !"&*|>[{#".utf8.contains(start) else { return nil }
        return value.startIndex..<value.endIndex
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
