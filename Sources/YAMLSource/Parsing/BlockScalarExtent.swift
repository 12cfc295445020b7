/// Where the content of a `|` or `>` scalar stands. libyaml's mark runs on to the next line that is not blank.
struct BlockScalarExtent {
    /// The first byte of the first line of the content.
    let contentStart: Int
    /// Behind the line break of the last line of the content. With `+`, behind the blank lines that it keeps.
    let end: Int
    /// The spaces in front of each line of the content; nil where there is no line.
    let indentation: Int?

    /// - Parameters:
    ///   - start: the offset of the `|` or `>`.
    ///   - mark: the offset where libyaml says that the scalar ends.
    ///   - value: what it stands for.
    init(in text: [UInt8], from start: Int, to mark: Int, value: some Collection<UInt8>) {
        let headerEnd = text.lineEnd(of: start)
        contentStart = min(mark, headerEnd + text.lineBreakLength(at: headerEnd))
        indentation = Self.indentation(in: text, from: contentStart, value: value)
        let keepsBlankLines = text[start..<headerEnd].prefix { !$0.isBlank }.contains(UInt8(ascii: "+"))
        if keepsBlankLines {
            end = mark
        } else if let indentation {
            end = Self.droppingBlankLines(in: text, from: contentStart, to: mark, indentation: indentation)
        } else {
            end = contentStart
        }
    }

    /// The first line with content has its value's leading spaces and the indentation in front; the blank lines before
    /// it are one line break each in the value.
    private static func indentation(in text: [UInt8], from start: Int, value: some Collection<UInt8>) -> Int? {
        var line = start
        var index = value.startIndex
        while index < value.endIndex, let length = lineBreakLength(in: value, at: index) {
            index = value.index(index, offsetBy: length)
            let end = text.lineEnd(of: line)
            line = end + text.lineBreakLength(at: end)
        }
        guard index < value.endIndex else { return nil }
        let own = value[index...].prefix { $0 == UInt8(ascii: " ") }.count
        return text.spaces(at: line) - own
    }

    /// libyaml makes LF of CRLF, CR and NEL, and keeps LS and PS.
    private static func lineBreakLength<Bytes: Collection<UInt8>>(in value: Bytes, at index: Bytes.Index) -> Int? {
        if value[index] == 0x0A { return 1 }
        let head = value[index...].prefix(3)
        return head.elementsEqual([0xE2, 0x80, 0xA8]) || head.elementsEqual([0xE2, 0x80, 0xA9]) ? 3 : nil
    }

    private static func droppingBlankLines(in text: [UInt8], from start: Int, to mark: Int, indentation: Int) -> Int {
        var end = mark
        while end > start {
            let lineBreak = end - text.lineBreakLength(before: end)
            let line = max(start, text.lineStart(of: lineBreak))
            let isBlank = line + text.spaces(at: line) >= lineBreak && lineBreak - line <= indentation
            guard isBlank else { break }
            end = line
        }
        return end
    }
}
