import GitStore

/// Numbers of seven bits a byte, the lowest first, the highest bit set on all but the last; other things as they are.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func number(_ value: Int) {
        var rest = UInt(max(0, value))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func text(_ text: String) {
        number(text.utf8.count)
        bytes += text.utf8
    }
}

/// Reads what a ``ByteWriter`` wrote; `nil` where something else stands there.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> Int? {
        var (value, shift) = (0, 0)
        while let byte = rest.popFirst() {
            guard shift < 56 else { return nil }
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// A text with its length before it.
    mutating func text() -> String? {
        number().flatMap { bytes($0) }.flatMap { String(validating: $0, as: UTF8.self) }
    }

    mutating func id() -> GitObjectID? {
        bytes(GitObjectID.byteCount).flatMap { GitObjectID(slice: $0) }
    }
}
