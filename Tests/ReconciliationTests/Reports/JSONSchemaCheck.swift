import Foundation

/// The part of JSON Schema (draft 2020-12) that the published schemas use. Stricter in one thing: a key that the schema
/// does not name is a problem, so that no document grows past its schema.
struct JSONSchemaCheck {
    private let root: [String: Any]

    init(_ name: String) throws {
        let url = Self.folder.appending(component: "\(name).schema.json")
        root = try JSONSerialization.jsonObject(with: try Data(contentsOf: url)) as? [String: Any] ?? [:]
    }

    static var folder: URL {
        var url = URL(filePath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appending(component: "schemas")
    }

    func problems(_ json: String) throws -> [String] {
        problems(try JSONSerialization.jsonObject(with: Data(json.utf8)), root, "$")
    }

    private func problems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.replacing("#/$defs/", with: "")
            guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
                return ["\(path): no \(reference)"]
            }
            return problems(value, target, path)
        }
        return typeProblems(value, schema, path) + valueProblems(value, schema, path)
            + objectProblems(value, schema, path) + arrayProblems(value, schema, path)
    }

    private func typeProblems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        let type = schema["type"]
        guard let allowed = type as? [String] ?? (type as? String).map({ [$0] }) else { return [] }
        return allowed.contains(typeName(value)) ? [] : ["\(path): \(typeName(value)), not \(allowed)"]
    }

    private func typeName(_ value: Any) -> String {
        switch value {
        case is NSNull: "null"
        case is String: "string"
        case is [Any]: "array"
        case is [String: Any]: "object"
        case let number as NSNumber where String(cString: number.objCType) == "c": "boolean"
        default: "integer"
        }
    }

    private func valueProblems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var problems: [String] = []
        if let constant = schema["const"] as? String, value as? String != constant { problems.append("\(path): const") }
        if let values = schema["enum"] as? [String], !values.contains(value as? String ?? "") {
            problems.append("\(path): enum")
        }
        if let pattern = schema["pattern"] as? String, let text = value as? String,
            text.range(of: pattern, options: .regularExpression) == nil
        {
            problems.append("\(path): '\(text)' is not \(pattern)")
        }
        if let minimum = schema["minimum"] as? Int, let number = value as? Int, number < minimum {
            problems.append("\(path): \(number) < \(minimum)")
        }
        return problems
    }

    private func objectProblems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
        return missing.map { "\(path): no \($0)" }
            + object.flatMap { key, inner in
                guard let schema = properties[key] as? [String: Any] else { return ["\(path): unknown \(key)"] }
                return problems(inner, schema, "\(path).\(key)")
            }
    }

    private func arrayProblems(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        guard let array = value as? [Any], let items = schema["items"] as? [String: Any] else { return [] }
        return array.enumerated().flatMap { problems($1, items, "\(path)[\($0)]") }
    }
}
