/// A sequence as an unkeyed container.
struct NodeElements: UnkeyedDecodingContainer {
    private let decoder: NodeDecoder
    private let elements: [YAMLNode]
    private(set) var currentIndex = 0

    init(decoder: NodeDecoder) {
        self.decoder = decoder
        elements = Array(decoder.node.elements)
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex].resolved.isNull else { return false }
        currentIndex += 1
        return true
    }

    /// A value of another type stays the current one, so that the caller can try the next type.
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let value = try current().unbox(type)
        currentIndex += 1
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder.nestedChild(next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try decoder.nestedChild(next()).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { try decoder.nestedChild(next()) }

    private mutating func next() throws(YAMLSourceError) -> NodeDecoder {
        let decoder = try current()
        currentIndex += 1
        return decoder
    }

    private func current() throws(YAMLSourceError) -> NodeDecoder {
        guard !isAtEnd else { throw decoder.failure(.typeMismatch, "the list has only \(elements.count) values") }
        return decoder.child(elements[currentIndex], IndexKey(currentIndex))
    }
}

/// An element's place in a coding path.
private struct IndexKey: CodingKey {
    let intValue: Int?
    let stringValue: String

    init(_ index: Int) {
        intValue = index
        stringValue = String(index)
    }

    init?(stringValue: String) { nil }

    init?(intValue: Int) { self.init(intValue) }
}
