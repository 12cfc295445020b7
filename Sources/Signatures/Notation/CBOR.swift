/// As much of CBOR as an envelope of COSE needs (RFC 8949): no floats, and no lengths that are left open.
indirect enum CBOR: Hashable, Sendable {
    case integer(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBOR])
    case map([CBOR: CBOR])
    case tagged(UInt64, CBOR)
    case simple(UInt8)

    /// - Throws: for anything that is not exactly one value.
    static func read(_ bytes: [UInt8]) throws(SignatureError) -> CBOR {
        var reader = CBORReader(bytes: bytes[...])
        let value = try reader.value(depth: 0)
        guard reader.bytes.isEmpty else { throw CBORReader.malformed }
        return value
    }

    /// The head of a string or an array, and what follows it.
    static func head(_ major: UInt8, _ count: Int) -> [UInt8] {
        switch count {
        case ..<24: [major << 5 | UInt8(count)]
        case ..<0x100: [major << 5 | 24, UInt8(count)]
        case ..<0x1_0000: [major << 5 | 25, UInt8(count >> 8), UInt8(count & 0xFF)]
        default: [major << 5 | 26] + [24, 16, 8, 0].map { UInt8(count >> $0 & 0xFF) }
        }
    }
}

struct CBORReader {
    static let malformed = SignatureError("is no envelope of COSE that can be read")
    private static let maximumDepth = 8

    var bytes: ArraySlice<UInt8>

    mutating func value(depth: Int) throws(SignatureError) -> CBOR {
        guard depth < Self.maximumDepth, let first = bytes.popFirst() else { throw Self.malformed }
        let count = try number(first & 0x1F)
        switch first >> 5 {
        case 0: return .integer(try signed(count))
        case 1: return .integer(-1 - (try signed(count)))
        case 2: return .bytes(Array(try take(count)))
        case 3:
            guard let text = String(validating: try take(count), as: UTF8.self) else { throw Self.malformed }
            return .text(text)
        case 4: return .array(try list(count, depth))
        case 5: return .map(try map(count, depth))
        case 6: return .tagged(count, try value(depth: depth + 1))
        default:
            guard first & 0x1F < 24 else { throw Self.malformed }
            return .simple(first & 0x1F)
        }
    }

    private mutating func number(_ low: UInt8) throws(SignatureError) -> UInt64 {
        switch low {
        case ..<24: return UInt64(low)
        case 24...27:
            return try take(1 << UInt64(low - 24)).reduce(0) { $0 << 8 | UInt64($1) }
        default: throw Self.malformed
        }
    }

    private func signed(_ number: UInt64) throws(SignatureError) -> Int64 {
        guard let value = Int64(exactly: number), value < .max else { throw Self.malformed }
        return value
    }

    private mutating func take(_ count: UInt64) throws(SignatureError) -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.count) else { throw Self.malformed }
        defer { bytes = bytes.dropFirst(Int(count)) }
        return bytes.prefix(Int(count))
    }

    private mutating func list(_ count: UInt64, _ depth: Int) throws(SignatureError) -> [CBOR] {
        guard count <= UInt64(bytes.count) else { throw Self.malformed }
        var values: [CBOR] = []
        for _ in 0..<count { values.append(try value(depth: depth + 1)) }
        return values
    }

    private mutating func map(_ count: UInt64, _ depth: Int) throws(SignatureError) -> [CBOR: CBOR] {
        guard count <= UInt64(bytes.count) else { throw Self.malformed }
        var values: [CBOR: CBOR] = [:]
        for _ in 0..<count {
            let key = try value(depth: depth + 1)
            guard values.updateValue(try value(depth: depth + 1), forKey: key) == nil else { throw Self.malformed }
        }
        return values
    }
}
