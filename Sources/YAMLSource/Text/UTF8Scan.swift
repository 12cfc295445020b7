/// One pass over bytes: whether they are ASCII, and where they stop being UTF-8.
struct UTF8Scan {
    let isASCII: Bool
    /// The offset of the first byte of the first ill-formed sequence.
    let invalidOffset: Int?

    init(_ bytes: [UInt8]) {
        let start = Self.asciiPrefix(of: bytes)
        isASCII = start == bytes.count
        invalidOffset = isASCII ? nil : Self.firstInvalid(in: bytes, from: start)
    }

    private static func asciiPrefix(of bytes: [UInt8]) -> Int {
        unsafe bytes.withUnsafeBytes { raw in
            var offset = 0
            while offset + 16 <= raw.count {
                let first = unsafe raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                let second = unsafe raw.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)
                if (first | second) & 0x8080_8080_8080_8080 != 0 { break }
                offset += 16
            }
            while offset < raw.count, unsafe raw[offset] < 0x80 { offset += 1 }
            return offset
        }
    }

    private static func firstInvalid(in bytes: [UInt8], from start: Int) -> Int? {
        var offset = start
        while offset < bytes.count {
            if bytes[offset] < 0x80 {
                offset += 1
            } else if let length = sequenceLength(in: bytes, at: offset) {
                offset += length
            } else {
                return offset
            }
        }
        return nil
    }

    /// The length of the well-formed multi-byte sequence at an offset (Unicode 16, table 3-7).
    private static func sequenceLength(in bytes: [UInt8], at offset: Int) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[offset] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
        let tail = bytes[(offset + 2)..<(offset + length)]
        return tail.allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
    }
}
