/// The lines of a script, those that a backslash joins as one.
struct CommandLines: Sequence, IteratorProtocol {
    private let bytes: ArraySlice<UInt8>
    private var offset: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        offset = bytes.startIndex
    }

    mutating func next() -> Range<Int>? {
        guard offset < bytes.endIndex else { return nil }
        let start = offset
        var end = Self.lineEnd(from: start, in: bytes)
        // One in a comment joins nothing.
        let isComment = bytes[start..<end].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "#")
        while !isComment, end < bytes.endIndex, Self.endsWithBackslash(bytes[start..<end]) {
            end = Self.lineEnd(from: end + 1, in: bytes)
        }
        offset = end + 1
        return start..<end
    }

    private static func lineEnd(from start: Int, in bytes: ArraySlice<UInt8>) -> Int {
        bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
    }

    private static func endsWithBackslash(_ line: ArraySlice<UInt8>) -> Bool {
        (line.last == 0x0D ? line.dropLast() : line).last == UInt8(ascii: "\\")
    }

    /// Where a comment starts: a `#` at the start of a word that stands in no quotes.
    static func commentStart(in bytes: ArraySlice<UInt8>, _ line: Range<Int>) -> Int? {
        var quote: UInt8?
        var previous: UInt8 = 0x20
        for offset in line {
            let byte = bytes[offset]
            if let open = quote {
                if byte == open, previous != UInt8(ascii: "\\") { quote = nil }
            } else if byte == UInt8(ascii: "#"), previous <= 0x20 || ShellLine.isSeparator(previous) {
                return offset
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), previous != UInt8(ascii: "\\") {
                quote = byte
            }
            previous = byte
        }
        return nil
    }
}
