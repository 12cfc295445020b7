extension SchemaJSON {
    /// As a YAML document in block style, plain where a text can be, else in double quotes, for files that people read in reviews.
    package var yaml: String { lines.joined(separator: "\n") + "\n" }

    private var lines: [String] {
        switch self {
        case .object(let members): members.flatMap { $0.value.entry(under: "\($0.key):") }
        case .list(let elements): elements.flatMap(\.item)
        case .string, .integer, .bool: [word]
        }
    }

    /// A key with its value: beside it, or on the lines below.
    private func entry(under key: String) -> [String] {
        switch self {
        case .object(let members) where !members.isEmpty: [key] + lines.map { "  \($0)" }
        case .list(let elements) where !elements.isEmpty: [key] + lines.map { "  \($0)" }
        default: ["\(key) \(word)"]
        }
    }

    private var item: [String] {
        let lines = lines
        return lines.isEmpty ? ["- \(word)"] : ["- \(lines[0])"] + lines.dropFirst().map { "  \($0)" }
    }

    private var word: String {
        guard case .string(let text) = self, Self.isPlain(text) else { return self.text() }
        return text
    }

    /// Letters first, and none of the words and signs that YAML 1.1 or 1.2 take for something else.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "z") ~= first, first != UInt8(ascii: "[")
        else { return false }
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isSafe && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    }
}
