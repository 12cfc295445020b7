/// The smallest real layer: a tar archive of one file, and its gzip form. The same input gives the same bytes anywhere.
struct GzippedTar {
    /// What an image config calls the layer's diff id is the digest of this.
    let archive: [UInt8]
    let compressed: [UInt8]

    init(file name: String, contents: [UInt8]) {
        archive = Self.tar(name, contents)
        compressed = Self.gzip(archive)
    }

    /// POSIX ustar: a header of 512 bytes, the contents padded to 512, two empty blocks.
    private static func tar(_ name: String, _ contents: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put(String(name.prefix(99)), at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(contents.count, digits: 11), at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        put(octal(header.reduce(0) { $0 + Int($1) }, digits: 6) + "\u{0} ", at: 148)
        let padding = [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512 + 1024)
        return header + contents + padding
    }

    /// RFC 1952 around stored blocks of RFC 1951, which need no compressor.
    private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        for start in stride(from: 0, to: bytes.count, by: 0xFFFF) {
            let block = bytes[start..<min(start + 0xFFFF, bytes.count)]
            let length = UInt16(block.count)
            result += [start + block.count == bytes.count ? 1 : 0] + littleEndian(length) + littleEndian(~length)
            result += block
        }
        return result + littleEndian(crc32(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }

    private static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: digits - text.count) + text
    }
}
