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
