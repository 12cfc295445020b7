extension CommonReader {
    /// Whether a space, a line end or the end of the text stands at an offset.
    @inline(__always)
    func isBlank(at offset: Int) -> Bool {
        let byte = text[offset]
        return byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || offset >= text.count
    }

    /// Whether a `-` that starts an entry stands here.
    var isEntry: Bool { text[offset] == UInt8(ascii: "-") && isBlank(at: offset + 1) }

    /// Whether nothing but a comment follows on the line, asked behind a space.
    var isAtLineEnd: Bool {
        let byte = text[offset]
        return byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "#") || offset >= text.count
    }

    @inline(__always)
    mutating func skipSpaces() {
        while text[offset] == UInt8(ascii: " ") { offset += 1 }
    }

    /// Goes to the next line, over spaces and a comment.
    mutating func finishLine() throws(NotCommon) {
        let end = offset
        skipSpaces()
        guard isAtLineEnd else { throw NotCommon() }
        if text[offset] != UInt8(ascii: "#") {
            offset += 1
        } else if text[offset - 1] == UInt8(ascii: " ") || offset > end {
            try skipComment()
        } else {
            throw NotCommon()
        }
    }

    /// Goes to the line behind a comment.
    mutating func skipComment() throws(NotCommon) {
        while offset < text.count, text[offset] != UInt8(ascii: "\n") {
            try check(offset)
            offset += 1
        }
        offset += 1
    }

    /// A byte that is part of a line for libyaml too. It refuses control characters, and takes NEL, LS and PS for line
    /// ends; those, the byte order mark and U+FFFE begin with the bytes that are not taken here.
    @inline(__always)
    func check(_ offset: Int) throws(NotCommon) {
        let byte = text[offset]
        if byte >= 0x20, byte < 0x7F { return }
        guard byte > 0x7F, byte != 0xC2, byte != 0xEF else { throw NotCommon() }
        if byte == 0xE2, text[offset + 1] == 0x80, text[offset + 2] | 1 == 0xA9 { throw NotCommon() }
    }
}
