/// Every key of a file as a table in Markdown, for the documentation.
package struct KeyTable: Sendable {
    private let rows: [String]

    package init(_ root: any DescribedKeys.Type) {
        rows = Self.rows(root, prefix: "")
    }

    package var markdown: String {
        (["| Key | Takes | Left out | Meaning |", "| --- | --- | --- | --- |"] + rows).joined(separator: "\n") + "\n"
    }

    private static func rows(_ type: any DescribedKeys.Type, prefix: String) -> [String] {
        type.keys.flatMap { name, key in
            let path = prefix + name
            return [row(path, key)] + inner(key.shape, path)
        }
    }

    private static func inner(_ shape: SchemaShape, _ path: String) -> [String] {
        switch shape {
        case .object(let type): rows(type, prefix: "\(path).")
        case .list(let element): inner(element, "\(path)[]")
        case .either(let one, let other): inner(one, path) + inner(other, path)
        case .string, .integer, .boolean: []
        }
    }

    private static func row(_ path: String, _ key: SchemaKey) -> String {
        "| \(["`\(path)`", takes(key), leftOut(key), escaped(key.summary)].joined(separator: " | ")) |"
    }

    /// What Markdown would take for emphasis, a tag or a cell's end.
    private static func escaped(_ text: String) -> String {
        text.map { "*<|".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    private static func takes(_ key: SchemaKey) -> String {
        key.words.isEmpty ? key.shape.words : key.words.map { "`\($0)`" }.joined(separator: ", ")
    }

    private static func leftOut(_ key: SchemaKey) -> String {
        if key.isRequired { return "an error" }
        return key.standard.map { "`\($0.text().replacing("\n", with: "").replacing("  ", with: ""))`" } ?? "—"
    }
}

extension SchemaShape {
    fileprivate var words: String {
        switch self {
        case .string: "text"
        case .integer: "a whole number"
        case .boolean: "`true`, `false`"
        case .either(let one, let other): "\(one.words) or \(other.words)"
        case .list(let element): "a list of \(element.plural)"
        case .object: "a mapping"
        }
    }

    private var plural: String {
        switch self {
        case .string: "texts"
        case .integer: "whole numbers"
        case .boolean: "`true` or `false`"
        case .either(let one, let other): "\(one.plural) or \(other.plural)"
        case .list: "lists"
        case .object: "mappings"
        }
    }
}
