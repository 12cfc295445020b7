/// What one key means: its type is the decoder's, its words are the validation's.
package struct SchemaKey: Sendable {
    let shape: SchemaShape
    let isRequired: Bool
    let summary: String
    /// All that it can say; empty where any text will do.
    let words: [String]
    /// The value where the key is left out.
    let standard: SchemaJSON?
    let examples: [SchemaJSON]
    /// Further keywords of JSON Schema, such as `minimum`.
    let keywords: [SchemaJSON.Member]

    var members: [SchemaJSON.Member] {
        var members = [SchemaJSON.Member("description", .string(summary))] + typeMembers
        if let standard { members.append(.init("default", standard)) }
        if !examples.isEmpty { members.append(.init("examples", .list(examples))) }
        return members + keywords
    }

    private var typeMembers: [SchemaJSON.Member] {
        guard words.isEmpty else { return [.init("enum", .words(words))] }
        return shape.members
    }
}

extension SchemaShape {
    var members: [SchemaJSON.Member] {
        switch self {
        case .string: [.init("type", .string("string"))]
        case .integer: [.init("type", .string("integer"))]
        case .truth: [.init("type", .string("boolean"))]
        case .list(let element): [.init("type", .string("array")), .init("items", .object(element.members))]
        case .object(let type): type.members
        }
    }
}
