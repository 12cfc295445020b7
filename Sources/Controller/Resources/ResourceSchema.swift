import Settings

/// The structural schema of a custom resource (OpenAPI v3, as `apiextensions.k8s.io/v1` takes it), from the same
/// descriptions that the decoder's types have to have.
///
/// The API server drops what is not described here, and estimates what CEL rules cost from the bounds; each list and
/// text has one.
struct ResourceSchema {
    /// How long texts are whose description does not say.
    private static let textLimit = 1_024
    private static let listLimit = 64

    static func members(_ type: any DescribedKeys.Type) -> [SchemaJSON.Member] {
        let keys = type.keys
        let required = keys.filter(\.key.isRequired).map(\.name)
        var members: [SchemaJSON.Member] = [.init("type", .string("object"))]
        if !required.isEmpty { members.append(.init("required", .words(required))) }
        members.append(.init("properties", .object(keys.map { .init($0.name, .object(Self.members($0.key))) })))
        return members + type.relations
    }

    private static func members(_ key: SchemaKey) -> [SchemaJSON.Member] {
        var members: [SchemaJSON.Member] = [.init("description", .string(key.summary))]
        members += Self.members(key.shape)
        if !key.words.isEmpty { members.append(.init("enum", .words(key.words))) }
        if let standard = key.standard { members.append(.init("default", standard)) }
        let named = Set(key.keywords.map(\.key))
        return members.filter { !named.contains($0.key) } + key.keywords
    }

    private static func members(_ shape: SchemaShape) -> [SchemaJSON.Member] {
        switch shape {
        case .string: [.init("type", .string("string")), .init("maxLength", .integer(textLimit))]
        case .integer: [.init("type", .string("integer")), .init("format", .string("int64"))]
        case .boolean: [.init("type", .string("boolean"))]
        case .list(let element):
            [
                .init("type", .string("array")), .init("maxItems", .integer(listLimit)),
                .init("items", .object(members(element))),
            ]
        case .object(let type): members(type)
        // A structural schema has no unions; no resource of ours asks for one.
        case .either(let one, _): members(one)
        }
    }
}
