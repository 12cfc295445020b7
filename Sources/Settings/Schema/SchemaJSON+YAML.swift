extension SchemaJSON {
    /// As a YAML document in block style, texts in double quotes, for files that people read in reviews.
    package var yaml: String { lines.joined(separator: "\n") + "\n" }

    private var lines: [String] {
        switch self {
        case .object(let members): members.flatMap { $0.value.entry(under: "\($0.key):") }
        case .list(let elements): elements.flatMap(\.item)
        case .string, .integer, .bool: [text()]
        }
    }

    /// A key with its value: beside it, or on the lines below.
    private func entry(under key: String) -> [String] {
        switch self {
        case .object(let members) where !members.isEmpty: [key] + lines.map { "  \($0)" }
        case .list(let elements) where !elements.isEmpty: [key] + lines.map { "  \($0)" }
        default: ["\(key) \(text())"]
        }
    }

    private var item: [String] {
        let lines = lines
        return lines.isEmpty ? ["- \(text())"] : ["- \(lines[0])"] + lines.dropFirst().map { "  \($0)" }
    }
}
