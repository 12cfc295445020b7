/// The strings of a TOML document, each by the keys that lead to it (TOML 1.0.0). What is written with escapes is left out.
struct TOMLStrings {
    struct Entry {
        /// Of tables and of keys, with dots between; the elements of an array have its path.
        let path: String
        /// Without quotes.
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private var offset = 0
    private(set) var entries: [Entry] = []

    /// What people write nests a few levels.
    private static let deepest = 32

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var table: [String] = []
        while skip(lines: true) {
            if bytes[offset] == UInt8(ascii: "[") {
                while offset < bytes.count, bytes[offset] == UInt8(ascii: "[") { offset += 1 }
                table = key()
                skipLine()
            } else {
                let key = key()
                guard !key.isEmpty, take("=") else {
                    skipLine()
                    continue
                }
                value(table + key, depth: 0)
                skipLine()
            }
        }
    }

    /// Behind blanks and comments; false at the end.
    private mutating func skip(lines: Bool) -> Bool {
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "#") {
                while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
            } else if byte == 0x20 || byte == 0x09 || lines && (byte == 0x0A || byte == 0x0D) {
                offset += 1
            } else {
                return true
            }
        }
        return false
    }

    private mutating func skipLine() {
        while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
    }

    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard skip(lines: false), bytes[offset] == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    /// `a.b."c"`
    private mutating func key() -> [String] {
        var names: [String] = []
        repeat {
            guard skip(lines: false) else { break }
            if bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") {
                guard let name = string() else { break }
                names.append(String(decoding: bytes[name], as: UTF8.self))
            } else {
                let start = offset
                while offset < bytes.count, bytes[offset].isNameByte || bytes[offset] == UInt8(ascii: "-") {
                    offset += 1
                }
                guard offset > start else { break }
                names.append(String(decoding: bytes[start..<offset], as: UTF8.self))
            }
        } while take(".")
        return names
    }

    private mutating func value(_ path: [String], depth: Int) {
        guard depth < Self.deepest, skip(lines: depth > 0) else { return }
        switch bytes[offset] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if let string = string() { entries.append(Entry(path: path.joined(separator: "."), range: string)) }
        case UInt8(ascii: "["):
            offset += 1
            while skip(lines: true), bytes[offset] != UInt8(ascii: "]") {
                let start = offset
                value(path, depth: depth + 1)
                while skip(lines: true), bytes[offset] == UInt8(ascii: ",") { offset += 1 }
                // What is no value must not hold the reader up.
                if offset == start { offset += 1 }
            }
            offset += 1
        case UInt8(ascii: "{"):
            offset += 1
            while skip(lines: true), bytes[offset] != UInt8(ascii: "}") {
                let start = offset
                let key = key()
                if !key.isEmpty, take("=") { value(path + key, depth: depth + 1) }
                while skip(lines: true), bytes[offset] == UInt8(ascii: ",") { offset += 1 }
                if offset == start { offset += 1 }
            }
            offset += 1
        default:
            while offset < bytes.count, !",]}#\n".utf8.contains(bytes[offset]) { offset += 1 }
        }
    }

    /// A string in one or three quotes; `nil` for one with escapes, or without an end on its line.
    private mutating func string() -> Range<Int>? {
        let quote = bytes[offset]
        let isLong = bytes[offset...].starts(with: [quote, quote, quote])
        let mark = Array(repeating: quote, count: isLong ? 3 : 1)
        offset += mark.count
        let start = offset
        var isPlain = true
        while offset < bytes.count, !bytes[offset...].starts(with: mark) {
            if bytes[offset] == 0x0A, !isLong { return nil }
            if bytes[offset] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                isPlain = false
                offset += 1
            }
            offset += 1
        }
        let end = min(offset, bytes.count)
        offset = min(end + mark.count, bytes.count)
        return isPlain && end < bytes.count ? start..<end : nil
    }
}
