/// A part of a file that says what each of its keys means. The decoder's own `CodingKeys` are what has to be described:
/// a key without a description does not compile.
package protocol DescribedKeys: SchemaValue, Sendable {
    associatedtype CodingKeys: CodingKey, CaseIterable

    static func described(_ key: CodingKeys) -> SchemaKey

    /// What holds between the keys, in JSON Schema's words.
    static var relations: [SchemaJSON.Member] { get }
}

extension DescribedKeys {
    package static var shape: SchemaShape { .object(Self.self) }
    package static var relations: [SchemaJSON.Member] { [] }

    /// Every key by its name, in the order of the file's struct.
    package static var keys: [(name: String, key: SchemaKey)] {
        CodingKeys.allCases.map { ($0.stringValue, described($0)) }
    }

    static var members: [SchemaJSON.Member] {
        let required = keys.filter(\.key.isRequired).map(\.name)
        return [
            .init("type", .string("object")), .init("additionalProperties", .bool(false)),
            .init("required", .words(required)),
            .init("properties", .object(keys.map { .init($0.name, .object($0.key.members)) })),
        ].filter { $0.value != .list([]) } + relations
    }
}

extension DescribedKeys {
    /// - Parameters:
    ///   - path: the property that the decoder fills, for its type alone.
    ///   - standard: the value where the key is left out.
    package static func key<Value: SchemaValue>(
        _ path: KeyPath<Self, Value>, _ summary: String, standard: SchemaJSON? = nil, examples: [SchemaJSON] = [],
        _ keywords: SchemaJSON.Member...
    ) -> SchemaKey {
        SchemaKey(
            shape: Value.shape, isRequired: Value.isRequired, summary: summary, words: [], standard: standard,
            examples: examples, keywords: keywords)
    }

    /// A key that takes an enumeration's words.
    package static func key<Value: SchemaValue, Word: RawRepresentable & CaseIterable>(
        _ path: KeyPath<Self, Value>, _ summary: String, standard: Word
    ) -> SchemaKey where Word.RawValue == String {
        SchemaKey(
            shape: Value.shape, isRequired: Value.isRequired, summary: summary, words: Word.allCases.map(\.rawValue),
            standard: .string(standard.rawValue), examples: [], keywords: [])
    }

    /// A key that takes some words and has no standard.
    package static func key<Value: SchemaValue>(
        _ path: KeyPath<Self, Value>, _ summary: String, words: [String], standard: SchemaJSON? = nil
    ) -> SchemaKey {
        SchemaKey(
            shape: Value.shape, isRequired: Value.isRequired, summary: summary, words: words, standard: standard,
            examples: [], keywords: [])
    }
}
