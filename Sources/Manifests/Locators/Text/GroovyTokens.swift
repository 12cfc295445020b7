/// The tokens of a Groovy script that matter for finding literals (Apache Groovy, "Syntax").
struct GroovyTokens: Sequence, IteratorProtocol {
    enum Token: Equatable {
        case word(Range<Int>)
        /// Without its quotes; `'''` and `"""` may hold lines.
        case string(Range<Int>)
        case symbol(UInt8)
        case lineBreak
    }

    private let bytes: [UInt8]
    private var offset = 0
    /// Whether a slash would start a string here: behind an operator, not behind a value.
    private var expectsValue = true
    /// In front of this, no slash ends a string: none did that was looked for from further up the line.
    private var slashlessEnd = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Token? {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x0A {
                offset += 1
                expectsValue = true
                return .lineBreak
            }
            if byte <= 0x20 {
                offset += 1
            } else if starts("//") || offset == 0 && starts("#!") {
                offset = lineEnd
            } else if starts("/*") {
                skipComment()
            } else if byte == UInt8(ascii: "/"), expectsValue, let end = slashyEnd() {
                offset = end
            } else {
                return token(byte)
            }
        }
        return nil
    }

    private var lineEnd: Int { bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count }

    private mutating func token(_ byte: UInt8) -> Token {
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            expectsValue = false
            return .string(string(byte))
        }
        guard Self.isWordByte(byte) else {
            expectsValue = !(byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]"))
            offset += 1
            return .symbol(byte)
        }
        let start = offset
        offset = bytes[offset...].firstIndex { !Self.isWordByte($0) } ?? bytes.count
        expectsValue = false
        return .word(start..<offset)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private func starts(_ text: StaticString) -> Bool {
        let second = offset + 1
        guard second < bytes.count else { return false }
        return text.withUTF8Buffer { bytes[offset] == $0[0] && bytes[second] == $0[1] }
    }

    private mutating func skipComment() {
        offset += 2
        while offset < bytes.count, !starts("*/") { offset += 1 }
        offset = Swift.min(offset + 2, bytes.count)
    }

    /// A regular expression between slashes ends on its line here, or it is a division.
    private mutating func slashyEnd() -> Int? {
        guard offset >= slashlessEnd else { return nil }
        var end = offset + 1
        while end < bytes.count, bytes[end] != 0x0A {
            if bytes[end] == UInt8(ascii: "/") { return end + 1 }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        slashlessEnd = end
        return nil
    }

    private mutating func string(_ quote: UInt8) -> Range<Int> {
        let isLong = bytes[offset...].prefix(3).elementsEqual([quote, quote, quote])
        let width = isLong ? 3 : 1
        let start = offset + width
        var end = start
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "\\") {
                end += 2
                continue
            }
            if !isLong, bytes[end] == 0x0A { break }
            if bytes[end] == quote, !isLong || bytes[end...].prefix(3).elementsEqual([quote, quote, quote]) { break }
            end += 1
        }
        end = Swift.min(end, bytes.count)
        offset = Swift.min(end + width, bytes.count)
        return Swift.min(start, end)..<end
    }
}
