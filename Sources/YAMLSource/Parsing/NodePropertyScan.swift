/// Finds what comes after `&anchor` and `!tag`. libyaml's events start at them.
enum NodePropertyScan {
    /// The offset behind the properties at a node's start, and behind the blanks, comments and line breaks that follow;
    /// `end` where nothing else follows.
    static func end(in text: [UInt8], from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end, text[offset] == UInt8(ascii: "&") || text[offset] == UInt8(ascii: "!") {
            while offset < end, !text[offset].isBlank, text.lineBreakLength(at: offset) == 0 { offset += 1 }
            offset = skippingSpace(in: text, from: offset, to: end)
        }
        return offset
    }

    private static func skippingSpace(in text: [UInt8], from start: Int, to end: Int) -> Int {
        var offset = start
        while offset < end {
            let lineBreak = text.lineBreakLength(at: offset)
            if lineBreak > 0 {
                offset += lineBreak
            } else if text[offset].isBlank {
                offset += 1
            } else if text[offset] == UInt8(ascii: "#") {
                offset = text.lineEnd(of: offset)
            } else {
                break
            }
        }
        return min(offset, end)
    }
}
