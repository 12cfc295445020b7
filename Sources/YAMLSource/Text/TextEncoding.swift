/// How a file's bytes spell its text.
package enum TextEncoding: Hashable, Sendable {
    case utf8
    case utf8WithMark
    case utf16LittleEndian
    case utf16BigEndian

    var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// The byte order mark in front of the text.
    var mark: [UInt8] {
        switch self {
        case .utf8: []
        case .utf8WithMark: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }

    /// The encoding that the first bytes announce. UTF-16 is known by its mark alone.
    static func announced(by bytes: [UInt8]) -> Self {
        let marked: [Self] = [.utf8WithMark, .utf16LittleEndian, .utf16BigEndian]
        return marked.first { bytes.starts(with: $0.mark) } ?? .utf8
    }

    /// The mark and the payload, spelled in this encoding.
    func encode(_ payload: [UInt8]) -> [UInt8] {
        switch self {
        case .utf8: return payload
        case .utf8WithMark: return mark + payload
        case .utf16LittleEndian, .utf16BigEndian:
            var bytes = mark
            bytes.reserveCapacity(payload.count * 2 + 2)
            for unit in String(decoding: payload, as: UTF8.self).utf16 {
                let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
                bytes += self == .utf16BigEndian ? [high, low] : [low, high]
            }
            return bytes
        }
    }

    /// UTF-16 without its mark, as UTF-8; nil where a surrogate has no partner or half a unit is left over, together
    /// with the text before that.
    func decodeUTF16(_ bytes: ArraySlice<UInt8>) -> (text: [UInt8], isWhole: Bool) {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(self == .utf16BigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        var text: [UInt8] = []
        text.reserveCapacity(units.count)
        let isBroken = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) {
            text.append($0)
        }
        return (text, !isBroken && index == bytes.endIndex)
    }
}
