import YAMLSource

/// Lines and columns of offsets that are asked for in their order: one pass over the text.
struct LineCount {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var column = 1
    /// Whether a `#` stood before the last offset on its line, at the start or behind a blank.
    private(set) var isInComment = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func location(of target: Int) -> SourceLocation {
        while offset < target { step() }
        return SourceLocation(line: line, column: column)
    }

    private mutating func step() {
        let byte = bytes[offset]
        if byte == UInt8(ascii: "#"), offset == 0 || bytes[offset - 1] <= UInt8(ascii: " ") { isInComment = true }
        offset += 1
        let isLoneReturn = byte == UInt8(ascii: "\r") && (offset == bytes.count || bytes[offset] != UInt8(ascii: "\n"))
        if byte == UInt8(ascii: "\n") || isLoneReturn {
            line += 1
            column = 1
            isInComment = false
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }
}
