/// The words of a command line, as a shell splits them (POSIX, "Shell Command Language", 2.2 and 2.3).
enum ShellLine {
    /// A word's bytes without the quotes around it. A separator (`;`, `|`, `&`, a bracket) is a word of its own.
    typealias Word = Range<Int>

    /// The words up to a comment, where one starts. Quotes that are not closed reach to the end.
    static func words(in bytes: ArraySlice<UInt8>, _ line: Range<Int>) -> [Word] {
        var words: [Word] = []
        var offset = line.lowerBound
        while offset < line.upperBound {
            let byte = bytes[offset]
            if isBlank(byte) || isEscapedBreak(at: offset, in: bytes, line) {
                offset += 1
            } else if byte == UInt8(ascii: "#") {
                break
            } else if isSeparator(byte), template(at: offset, in: bytes, line) == nil {
                words.append(offset..<(offset + 1))
                offset += 1
            } else {
                let end = wordEnd(from: offset, in: bytes, line)
                words.append(unquoted(offset..<end, in: bytes))
                offset = end
            }
        }
        return words
    }

    static func isSeparator(_ byte: UInt8) -> Bool { ";|&()`".utf8.contains(byte) }

    /// A variable, or a template of another tool. `$(docker run …)` is a command of its own.
    private static func template(at offset: Int, in bytes: ArraySlice<UInt8>, _ line: Range<Int>) -> Int? {
        guard let end = TemplateSpan.end(at: offset, in: bytes[..<line.upperBound]) else { return nil }
        let isCommand = bytes[offset...].starts(with: "$(".utf8) && bytes[offset..<end].contains(where: isBlank)
        return isCommand ? nil : end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

    private static func isEscapedBreak(at offset: Int, in bytes: ArraySlice<UInt8>, _ line: Range<Int>) -> Bool {
        guard bytes[offset] == UInt8(ascii: "\\"), offset + 1 < line.upperBound else { return false }
        return bytes[offset + 1] == 0x0A || bytes[offset + 1] == 0x0D
    }

    private static func wordEnd(from start: Int, in bytes: ArraySlice<UInt8>, _ line: Range<Int>) -> Int {
        var offset = start
        var quote: UInt8?
        while offset < line.upperBound {
            let byte = bytes[offset]
            if let open = quote {
                if byte == open { quote = nil }
                offset += byte == UInt8(ascii: "\\") && open == UInt8(ascii: "\"") ? 2 : 1
            } else if let end = template(at: offset, in: bytes, line) {
                offset = end
            } else if isBlank(byte) || isSeparator(byte) || isEscapedBreak(at: offset, in: bytes, line) {
                break
            } else {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
                offset += byte == UInt8(ascii: "\\") ? 2 : 1
            }
        }
        return max(start + 1, min(offset, line.upperBound))
    }

    private static func unquoted(_ word: Range<Int>, in bytes: ArraySlice<UInt8>) -> Range<Int> {
        guard word.count >= 2, let first = bytes[word].first, first == bytes[word].last,
            first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
        else { return word }
        return (word.lowerBound + 1)..<(word.upperBound - 1)
    }
}
