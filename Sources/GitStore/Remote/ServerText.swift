/// What a server wrote, bounded, without control characters.
struct ServerText: CustomStringConvertible {
    static let limit = 4096
    private var bytes: [UInt8] = []

    mutating func append(_ text: some Sequence<UInt8>) {
        bytes.append(contentsOf: text.lazy.prefix(Self.limit - bytes.count))
    }

    var hasRoom: Bool { bytes.count < Self.limit }
    var isEmpty: Bool { description.isEmpty }

    /// Lines joined by `; `, without those that count objects.
    var description: String {
        String(decoding: bytes, as: UTF8.self)
            .split(whereSeparator: { $0 == "\n" || $0 == "\r\n" })
            .compactMap { $0.split(separator: "\r").last }
            .map { line in
                String(
                    String.UnicodeScalarView(
                        line.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }))
            }
            .map { $0.trimming(" ") }
            .filter { !$0.isEmpty && !$0.contains("% (") }
            .joined(separator: "; ")
    }
}

extension String {
    func trimming(_ character: Character) -> String {
        var text = self[...].drop { $0 == character }
        while text.last == character { text.removeLast() }
        return String(text)
    }
}
