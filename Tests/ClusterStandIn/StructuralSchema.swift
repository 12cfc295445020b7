/// A custom resource's schema: takes away what it does not describe, fills in defaults, and checks what is left.
struct StructuralSchema: Sendable {
    let root: JSON

    func admit(_ object: JSON) throws(StandInError) -> JSON {
        let pruned = prune(object, root, isTop: true)
        try check(pruned, root, "")
        return pruned
    }

    private func prune(_ value: JSON, _ schema: JSON, isTop: Bool = false) -> JSON {
        switch value {
        case .object(let members):
            guard let properties = schema["properties"]?.members else { return value }
            var kept: [String: JSON] = [:]
            for (key, member) in members {
                if isTop, ["apiVersion", "kind", "metadata"].contains(key) {
                    kept[key] = member
                } else if let inner = properties[key] {
                    kept[key] = prune(member, inner)
                }
            }
            for (key, inner) in properties where kept[key] == nil {
                if let standard = inner["default"] { kept[key] = standard }
            }
            return .object(kept)
        case .list(let elements):
            guard let items = schema["items"] else { return value }
            return .list(elements.map { prune($0, items) })
        default: return value
        }
    }

    private func check(_ value: JSON, _ schema: JSON, _ path: String) throws(StandInError) {
        if let words = schema["enum"]?.elements, !words.contains(value) {
            throw .invalid("\(path): Unsupported value")
        }
        switch (schema["type"]?.text, value) {
        case (nil, _): break
        case ("object", .object(let members)):
            for name in schema["required"]?.elements ?? [] where members[name.text ?? ""] == nil {
                throw .invalid("\(path).\(name.text ?? ""): Required value")
            }
            for (key, inner) in schema["properties"]?.members ?? [:] {
                if let member = members[key] { try check(member, inner, "\(path).\(key)") }
            }
        case ("array", .list(let elements)):
            if let most = schema["maxItems"]?.integer, elements.count > most {
                throw .invalid("\(path): Too many: must have at most \(most) items")
            }
            guard let items = schema["items"] else { return }
            for (index, element) in elements.enumerated() { try check(element, items, "\(path)[\(index)]") }
        case ("string", .string(let text)):
            if let most = schema["maxLength"]?.integer, text.unicodeScalars.count > most {
                throw .invalid("\(path): Too long: may not be more than \(most) bytes")
            }
            if let least = schema["minLength"]?.integer, text.unicodeScalars.count < least {
                throw .invalid("\(path): should be at least \(least) chars long")
            }
        case ("integer", .integer), ("boolean", .bool), ("number", .number), ("number", .integer): break
        case (let type?, _): throw .invalid("\(path): Invalid value: must be of type \(type)")
        }
    }
}
