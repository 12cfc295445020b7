import Foundation

/// A structural schema: what is not described is dropped, what has a default gets it, the rest is checked. Rules in CEL
/// are not evaluated.
struct StandInSchema {
    private let schema: APIJSON

    init(_ schema: APIJSON) {
        self.schema = schema
    }

    func admitted(_ object: APIJSON) -> APIJSON {
        var result = Self.admitted(object, schema)
        for field in ["apiVersion", "kind", "metadata"] { result[field] = object[field] }
        return result
    }

    func faults(of object: APIJSON) -> [String] {
        var faults: [String] = []
        for (name, part) in schema["properties"]?.members ?? [:] where name != "metadata" {
            if let value = object[name] { Self.check(value, part, name, &faults) }
        }
        for name in Self.missing(object, schema) { faults.append("\(name): Required value") }
        return faults.sorted()
    }

    private static func admitted(_ value: APIJSON, _ schema: APIJSON) -> APIJSON {
        switch value {
        case .object(let members): return admitted(members, schema)
        case .array(let elements):
            guard let items = schema["items"] else { return value }
            return .array(elements.map { admitted($0, items) })
        default: return value
        }
    }

    private static func admitted(_ members: [String: APIJSON], _ schema: APIJSON) -> APIJSON {
        let properties = schema["properties"]?.members ?? [:]
        var result: [String: APIJSON] = [:]
        for (name, value) in members {
            if let part = properties[name] {
                if value == .null, part["nullable"] != .bool(true) { continue }
                result[name] = admitted(value, part)
            } else if let part = schema["additionalProperties"], part != .bool(false) {
                result[name] = admitted(value, part)
            } else if schema["x-kubernetes-preserve-unknown-fields"] == .bool(true) {
                result[name] = value
            }
        }
        for (name, part) in properties where result[name] == nil {
            if let standard = part["default"] { result[name] = admitted(standard, part) }
        }
        return .object(result)
    }

    private static func missing(_ value: APIJSON, _ schema: APIJSON) -> [String] {
        (schema["required"]?.elements ?? []).compactMap(\.text).filter { value[$0] == nil }
    }

    private static func check(_ value: APIJSON, _ schema: APIJSON, _ path: String, _ faults: inout [String]) {
        if value == .null, schema["nullable"] == .bool(true) { return }
        guard hasType(value, schema) else {
            faults.append("\(path): Invalid value: must be of type \(schema["type"]?.text ?? "integer or string")")
            return
        }
        if let words = schema["enum"]?.elements, !words.contains(value) {
            let list = words.compactMap(\.text).map { "\"\($0)\"" }.joined(separator: ", ")
            faults.append(
                "\(path): Unsupported value: \(value.text.map { "\"\($0)\"" } ?? "?"): supported values: \(list)")
        }
        bounds(value, schema, path, &faults)
        switch value {
        case .object(let members):
            for name in missing(value, schema) { faults.append("\(path).\(name): Required value") }
            for (name, part) in members {
                if let inner = schema["properties"]?[name] ?? schema["additionalProperties"] {
                    check(part, inner, "\(path).\(name)", &faults)
                }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                if let items = schema["items"] { check(element, items, "\(path)[\(index)]", &faults) }
            }
            duplicates(elements, schema, path, &faults)
        default: break
        }
    }

    private static func hasType(_ value: APIJSON, _ schema: APIJSON) -> Bool {
        if schema["x-kubernetes-int-or-string"] == .bool(true) { return value.integer != nil || value.text != nil }
        return switch (schema["type"]?.text, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("integer", .integer), ("number", .integer),
            ("number", .number), ("boolean", .bool), (nil, _):
            true
        default: false
        }
    }

    private static func bounds(_ value: APIJSON, _ schema: APIJSON, _ path: String, _ faults: inout [String]) {
        func limit(_ name: String, _ size: Int, _ isBroken: (Int, Int) -> Bool) {
            guard let bound = schema[name]?.integer, isBroken(size, bound) else { return }
            faults.append("\(path): Invalid value: \(name) is \(bound), found \(size)")
        }
        switch value {
        case .string(let text):
            limit("maxLength", text.unicodeScalars.count, >)
            limit("minLength", text.unicodeScalars.count, <)
            if let pattern = schema["pattern"]?.text, text.range(of: pattern, options: .regularExpression) == nil {
                faults.append("\(path): Invalid value: \"\(text)\": should match '\(pattern)'")
            }
            let time = #/\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)/#
            if schema["format"]?.text == "date-time", text.wholeMatch(of: time) == nil {
                faults.append("\(path): Invalid value: \"\(text)\": must be of type date-time")
            }
        case .array(let elements):
            limit("maxItems", elements.count, >)
            limit("minItems", elements.count, <)
        case .object(let members): limit("maxProperties", members.count, >)
        case .integer(let number):
            limit("maximum", number, >)
            limit("minimum", number, <)
        default: break
        }
    }

    private static func duplicates(
        _ elements: [APIJSON], _ schema: APIJSON, _ path: String, _ faults: inout [String]
    ) {
        let names = (schema["x-kubernetes-list-map-keys"]?.elements ?? []).compactMap(\.text)
        let isSet = schema["x-kubernetes-list-type"]?.text == "set"
        guard isSet || !names.isEmpty else { return }
        var seen: Set<APIJSON> = []
        for (index, element) in elements.enumerated() {
            let key: APIJSON = isSet ? element : .array(names.map { element[$0] ?? .null })
            if !seen.insert(key).inserted { faults.append("\(path)[\(index)]: Duplicate value") }
        }
    }
}
