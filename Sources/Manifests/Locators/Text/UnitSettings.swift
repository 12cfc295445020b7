/// The settings of a systemd unit, in their order (systemd.syntax(7)). A value that goes on in the next line is left out.
struct UnitSettings: Sequence, IteratorProtocol {
    struct Setting {
        let section: String
        let key: String
        let value: Range<Int>
        let text: String
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var section = ""

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Setting? {
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            let line = trimmed(offset..<end)
            offset = Swift.min(end + 1, bytes.count)
            guard let first = bytes[line].first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else {
                continue
            }
            if bytes[line].last == UInt8(ascii: "\\") {
                skipContinuation()
            } else if first == UInt8(ascii: "["), bytes[line].last == UInt8(ascii: "]") {
                section = text(line.dropFirst().dropLast())
            } else if let equals = bytes[line].firstIndex(of: UInt8(ascii: "=")) {
                let value = trimmed((equals + 1)..<line.upperBound)
                return Setting(
                    section: section, key: text(trimmed(line.lowerBound..<equals)), value: value, text: text(value))
            }
        }
        return nil
    }

    private mutating func skipContinuation() {
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            let line = trimmed(offset..<end)
            offset = Swift.min(end + 1, bytes.count)
            let first = bytes[line].first
            let isComment = first == UInt8(ascii: "#") || first == UInt8(ascii: ";")
            if !isComment, bytes[line].last != UInt8(ascii: "\\") { return }
        }
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        guard let first = bytes[range].firstIndex(where: { $0 > 0x20 }),
            let last = bytes[range].lastIndex(where: { $0 > 0x20 })
        else { return range.lowerBound..<range.lowerBound }
        return first..<(last + 1)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
