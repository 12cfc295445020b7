/// The tokens of a file in HashiCorp's configuration language that matter for finding literals (HCL native syntax
/// specification, "Lexical Elements").
struct HCLTokens: Sequence, IteratorProtocol {
    enum Token: Equatable {
        case word(Range<Int>)
        /// Without its quotes.
        case string(Range<Int>)
        /// A here-document's text.
        case hereDocument(Range<Int>)
        case symbol(UInt8)
        case lineBreak
    }

    private let bytes: [UInt8]
    private var offset = 0
    /// No line break is left, so that no here-document can start.
    private var isOnLastLine = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x0A {
                offset += 1
                return .lineBreak
            }
            if byte <= 0x20 {
                offset += 1
            } else if byte == UInt8(ascii: "#") || starts("//") {
                offset = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            } else if starts("/*") {
                skipComment()
            } else {
                return token(byte)
            }
        }
        return nil
    }

    private mutating func token(_ byte: UInt8) -> Token {
        if byte == UInt8(ascii: "\"") { return .string(string()) }
        if starts("<<"), let text = hereDocument() { return .hereDocument(text) }
        guard Self.isWordByte(byte) else {
            offset += 1
            return .symbol(byte)
        }
        let start = offset
        offset = bytes[offset...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
        return .word(start..<offset)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
            true
        default: false
        }
    }

    private func starts(_ text: StaticString) -> Bool {
        let second = offset + 1
        guard text.utf8CodeUnitCount == 2, second < bytes.count else { return false }
        return text.withUTF8Buffer { bytes[offset] == $0[0] && bytes[second] == $0[1] }
    }

    private mutating func skipComment() {
        offset += 2
        while offset < bytes.count, !starts("*/") { offset += 1 }
        offset = Swift.min(offset + 2, bytes.count)
    }

    /// Strings may hold strings: inside of `${…}` and `%{…}` quotes open new ones.
    private mutating func string() -> Range<Int> {
        offset += 1
        let start = offset
        var depth = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\\") {
                offset += 1
            } else if byte == UInt8(ascii: "\""), depth == 0 {
                break
            } else if depth == 0, byte == 0x0A {
                break
            } else if starts("${") || starts("%{") {
                depth += 1
                offset += 1
            } else if byte == UInt8(ascii: "{"), depth > 0 {
                depth += 1
            } else if byte == UInt8(ascii: "}"), depth > 0 {
                depth -= 1
            }
            offset += 1
        }
        let end = Swift.min(offset, bytes.count)
        offset = Swift.min(end + 1, bytes.count)
        return start..<end
    }

    /// `<<EOF` or `<<-EOF` to the line that holds the word alone.
    private mutating func hereDocument() -> Range<Int>? {
        guard !isOnLastLine else { return nil }
        var start = offset + 2
        if start < bytes.count, bytes[start] == UInt8(ascii: "-") { start += 1 }
        let name = bytes[start...].prefix(while: Self.isWordByte)
        guard !name.isEmpty else { return nil }
        guard let lineEnd = bytes[name.endIndex...].firstIndex(of: 0x0A) else {
            isOnLastLine = true
            return nil
        }
        var line = lineEnd + 1
        while line < bytes.count {
            let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
            let text = bytes[line..<end].drop { $0 <= 0x20 }
            if text.starts(with: name), text.dropFirst(name.count).allSatisfy({ $0 <= 0x20 }) {
                offset = end
                return (lineEnd + 1)..<line
            }
            line = end + 1
        }
        offset = bytes.count
        return (lineEnd + 1)..<bytes.count
    }
}
