/// An address inside the dashboard: segments and a query, each percent-encoded, so that it cannot lead anywhere else.
struct PagePath: Hashable, Sendable {
    let segments: [String]
    let query: PageQuery

    init(_ segments: [String], _ query: PageQuery = PageQuery()) {
        self.segments = segments
        self.query = query
    }

    var text: String {
        let path = "/" + segments.map(Self.encoded).joined(separator: "/")
        let words = query.pairs.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
        return path + (words.isEmpty ? "" : "?" + words.joined(separator: "&"))
    }

    func with(_ query: PageQuery) -> PagePath { PagePath(segments, query) }

    /// All but RFC 3986's unreserved characters, and `.` where it could be taken for a step.
    private static func encoded(_ text: String) -> String {
        if text == "." || text == ".." { return text.replacing(".", with: "%2E") }
        var encoded = ""
        for byte in text.utf8 {
            let isPlain =
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~".utf8.contains(byte)
            if isPlain {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
