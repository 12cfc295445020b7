/// JSON whose keys keep their order, so that a generated file is the same every time.
package indirect enum SchemaJSON: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case bool(Bool)
    case list([SchemaJSON])
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let key: String
        package let value: SchemaJSON

        package init(_ key: String, _ value: SchemaJSON) {
            self.key = key
            self.value = value
        }
    }

    package static func words(_ words: [String]) -> SchemaJSON { .list(words.map { .string($0) }) }

    /// Two spaces a level, as the other schemas are laid out; no line end at the end.
    package func text(indentation: String = "") -> String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): "\(number)"
        case .bool(let value): "\(value)"
        case .list(let values):
            Self.block("[", values.map { $0.text(indentation: indentation + "  ") }, "]", indentation)
        case .object(let members):
            Self.block(
                "{", members.map { "\(Self.quoted($0.key)): \($0.value.text(indentation: indentation + "  "))" }, "}",
                indentation)
        }
    }

    private static func block(_ open: String, _ lines: [String], _ close: String, _ indentation: String) -> String {
        guard !lines.isEmpty else { return open + close }
        let body = lines.map { "\(indentation)  \($0)" }.joined(separator: ",\n")
        return "\(open)\n\(body)\n\(indentation)\(close)"
    }

    package static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
