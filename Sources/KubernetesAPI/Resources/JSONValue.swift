/// Any JSON.
package enum JSONValue: Hashable, Sendable, Codable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// A member of an object; setting on anything else does nothing.
    package subscript(key: String) -> JSONValue? {
        get { if case .object(let members) = self { members[key] } else { nil } }
        set {
            guard case .object(var members) = self else { return }
            members[key] = newValue
            self = .object(members)
        }
    }
}

extension JSONValue {
    /// The merge patch (RFC 7386) that makes one value of another; `nil` where they are the same. What both lack is left
    /// alone, whatever the server has there. A list is replaced as a whole.
    package static func patch(from before: JSONValue?, to after: JSONValue?) -> JSONValue? {
        if before == after { return nil }
        guard let after else { return .null }
        guard case .object(let new) = after else { return after }
        var old: [String: JSONValue] = [:]
        if case .object(let members)? = before { old = members }
        var changes: [String: JSONValue] = [:]
        for key in Set(old.keys).union(new.keys) { changes[key] = patch(from: old[key], to: new[key]) }
        return .object(changes)
    }
}
