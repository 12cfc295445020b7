/// What one key means: its type is the decoder's, its words are the validation's.
package struct SchemaKey: Sendable {
    package let shape: SchemaShape
    package let isRequired: Bool
    package let summary: String
    /// All that it can say; empty where any text will do.
    package let words: [String]
    /// The value where the key is left out.
    package let standard: SchemaJSON?
    let examples: [SchemaJSON]
    /// Further keywords of JSON Schema, such as `minimum`.
    package let keywords: [SchemaJSON.Member]

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
        case .boolean: [.init("type", .string("boolean"))]
        case .either(let one, let other):
            [.init("oneOf", .list([.object(one.members), .object(other.members)]))]
        case .list(let element): [.init("type", .string("array")), .init("items", .object(element.members))]
        case .object(let type): type.members
        }
    }
}
