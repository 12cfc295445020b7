import Foundation

/// Any JSON, as the stand-in API server keeps it: independent of the types under test.
package enum APIJSON: Hashable, Sendable, Codable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([APIJSON])
    case object([String: APIJSON])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([APIJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: APIJSON].self))
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
}

extension APIJSON {
    /// - Throws: what Foundation says of text that is not JSON.
    package init(parsing text: String) throws {
        self = try JSONDecoder().decode(APIJSON.self, from: Data(text.utf8))
    }

    /// `nil` for bytes that are not JSON.
    init?(bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(APIJSON.self, from: Data(bytes)) else { return nil }
        self = value
    }

    package init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(APIJSON.self, from: JSONEncoder().encode(value))
    }

    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map(Array.init) ?? []
    }

    package var text: String? { if case .string(let value) = self { value } else { nil } }
    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    package var elements: [APIJSON]? { if case .array(let value) = self { value } else { nil } }
    package var members: [String: APIJSON]? { if case .object(let value) = self { value } else { nil } }

    /// A member; setting makes an object of whatever stood there, setting `nil` takes the member away.
    package subscript(key: String) -> APIJSON? {
        get { members?[key] }
        set {
            var members = members ?? [:]
            members[key] = newValue
            self = .object(members)
        }
    }

    /// RFC 7386: objects are merged, `null` takes away, everything else replaces.
    package func merged(with patch: APIJSON) -> APIJSON {
        guard case .object(let changes) = patch else { return patch }
        var result = members ?? [:]
        for (key, value) in changes {
            result[key] = value == .null ? nil : (result[key] ?? .null).merged(with: value)
        }
        return .object(result)
    }
}

extension APIJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: APIJSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, APIJSON)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
