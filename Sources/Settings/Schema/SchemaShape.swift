package import YAMLSource

/// What kind of value a key takes.
package indirect enum SchemaShape: Sendable {
    case string
    case integer
    case boolean
    /// Text, or something larger.
    case either(SchemaShape, SchemaShape)
    case list(SchemaShape)
    case object(any DescribedKeys.Type)
}

/// A type that a file's struct declares a property of: the schema's types are the decoder's own.
package protocol SchemaValue {
    static var shape: SchemaShape { get }
    /// Whether the decoder insists on it.
    static var isRequired: Bool { get }
}

extension SchemaValue {
    package static var isRequired: Bool { true }
}

extension Located: SchemaValue where Value: SchemaValue {
    package static var shape: SchemaShape { Value.shape }
}

extension Optional: SchemaValue where Wrapped: SchemaValue {
    package static var shape: SchemaShape { Wrapped.shape }
    package static var isRequired: Bool { false }
}

extension Array: SchemaValue where Element: SchemaValue {
    package static var shape: SchemaShape { .list(Element.shape) }
}

extension String: SchemaValue {
    package static var shape: SchemaShape { .string }
}

extension Bool: SchemaValue {
    package static var shape: SchemaShape { .boolean }
}

extension Int: SchemaValue {
    package static var shape: SchemaShape { .integer }
}
