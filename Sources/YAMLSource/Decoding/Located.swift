/// A decoded value and where it stands in its file, so that a later check can say so.
package struct Located<Value> {
    package var value: Value
    package var location: SourceLocation

    package init(_ value: Value, at location: SourceLocation) {
        self.value = value
        self.location = location
    }
}

extension Located: Decodable where Value: Decodable {
    /// - Throws: `DecodingError` for a decoder other than ``YAMLDecoder``.
    package init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? NodeDecoder else {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath, debugDescription: "only YAML values know where they stand")
            throw DecodingError.dataCorrupted(context)
        }
        self.init(try decoder.again().unbox(Value.self), at: decoder.written.location)
    }
}

extension Located: Sendable where Value: Sendable {}

/// Two values are equal wherever they stand.
extension Located: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}

extension Located: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
