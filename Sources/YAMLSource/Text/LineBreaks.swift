/// Lines as YAML 1.1, and so libyaml, sees them: LF, CRLF, CR, NEL, LS and PS end one.
extension [UInt8] {
    /// The length in bytes of the line break at an offset; 0 where none stands.
    func lineBreakLength(at offset: Int) -> Int {
        guard offset < count else { return 0 }
        switch self[offset] {
        case 0x0A: return 1
        case 0x0D: return offset + 1 < count && self[offset + 1] == 0x0A ? 2 : 1
        case 0xC2: return offset + 1 < count && self[offset + 1] == 0x85 ? 2 : 0
        case 0xE2:
            let isBreak = offset + 2 < count && self[offset + 1] == 0x80 && (self[offset + 2] | 1) == 0xA9
            return isBreak ? 3 : 0
        default: return 0
        }
    }

    /// The length in bytes of the line break that ends right before an offset; 0 where none does.
    func lineBreakLength(before offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        switch self[offset - 1] {
        case 0x0A: return offset > 1 && self[offset - 2] == 0x0D ? 2 : 1
        case 0x0D: return 1
        case 0x85: return offset > 1 && self[offset - 2] == 0xC2 ? 2 : 0
        case 0xA8, 0xA9: return offset > 2 && self[offset - 2] == 0x80 && self[offset - 3] == 0xE2 ? 3 : 0
        default: return 0
        }
    }

    /// The offset of the first byte of the line that holds an offset.
    func lineStart(of offset: Int) -> Int {
        var start = offset
        while start > 0, lineBreakLength(before: start) == 0 { start -= 1 }
        return start
    }

    /// The offset of the line break, or of the end of the text, after an offset.
    func lineEnd(of offset: Int) -> Int {
        var end = offset
        while end < count, lineBreakLength(at: end) == 0 { end += 1 }
        return end
    }

    /// The first offset at or after one that holds neither a space nor a tab.
    func skippingBlanks(from offset: Int) -> Int {
        var end = offset
        while end < count, self[end].isBlank { end += 1 }
        return end
    }

    /// The number of spaces at an offset.
    func spaces(at offset: Int) -> Int {
        var end = offset
        while end < count, self[end] == UInt8(ascii: " ") { end += 1 }
        return end - offset
    }
}

extension UInt8 {
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
