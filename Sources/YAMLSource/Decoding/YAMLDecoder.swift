/// Decodes our own files: strict, and with line and column in every error.
///
/// - A key that no `CodingKeys` of the type accepts is an error that names the nearest known one, a key that stands twice
///   is an error too.
/// - A plain `1.10` or `true` is no string; the message asks for quotes.
/// - Errors name the place by its coding path: `rewrites[0].copy: …`.
/// - ``Located`` keeps where a value stands, for checks that come later.
package struct YAMLDecoder: Sendable {
    /// How many values may be decoded; aliases of aliases make more of them than the file has nodes.
    package var maximumValues = 1_000_000

    package init() {}

    /// Decodes the only document of a file.
    ///
    /// - Throws: as ``YAMLStream/init(parsing:limits:)``; `.missingKey` for a file without a document, `.syntax` for one
    ///   with several; `.typeMismatch`, `.invalidValue`, `.missingKey`, `.unknownKey`, `.duplicateKey`.
    package func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8]
    ) throws(YAMLSourceError) -> Value {
        let documents = try YAMLStream(bytes: bytes).documents
        guard let root = documents.first else {
            throw YAMLSourceError(.missingKey, "the file is empty", at: SourceLocation(line: 1, column: 1))
        }
        if documents.count > 1 {
            throw YAMLSourceError(.syntax, "the file has more than one document", at: documents[1].location)
        }
        return try decode(type, from: root)
    }

    /// Decodes a node, such as a part of a larger file.
    package func decode<Value: Decodable>(
        _ type: Value.Type, from node: YAMLNode
    ) throws(YAMLSourceError) -> Value {
        let budget = DecodingBudget(remaining: maximumValues)
        return try NodeDecoder(node: node.resolved, written: node, codingPath: [], budget: budget).unbox(type)
    }
}

/// How many values may still be decoded. Used by one decode on one thread.
final class DecodingBudget {
    private var remaining: Int

    init(remaining: Int) { self.remaining = remaining }

    func spend(at node: YAMLNode) throws(YAMLSourceError) {
        remaining -= 1
        if remaining < 0 {
            throw YAMLSourceError(.tooLarge, "the aliases stand for too many values", at: node.location)
        }
    }
}
