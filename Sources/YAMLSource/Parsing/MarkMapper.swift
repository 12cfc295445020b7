/// Turns libyaml's marks, which count Unicode scalars, into byte offsets.
///
/// Marks grow from event to event, so one pass over the text serves a whole file.
struct MarkMapper {
    private let isASCII: Bool
    private var scalar = 0
    private var byte = 0

    init(isASCII: Bool) { self.isASCII = isASCII }

    @inline(__always)
    mutating func offset(of mark: Int, in text: [UInt8]) -> Int {
        isASCII ? mark : advance(to: mark, in: text)
    }

    private mutating func advance(to mark: Int, in text: [UInt8]) -> Int {
        while scalar < mark, byte < text.count {
            byte += 1
            while byte < text.count, text[byte] & 0xC0 == 0x80 { byte += 1 }
            scalar += 1
        }
        while scalar > mark {
            byte -= 1
            while text[byte] & 0xC0 == 0x80 { byte -= 1 }
            scalar -= 1
        }
        return byte
    }
}
