/// The decoder of one node. Used by one decode on one thread.
final class NodeDecoder: Decoder {
    /// The node to decode, never an alias.
    let node: YAMLNode
    /// The node as it stands in its place; the alias, if it is one.
    let written: YAMLNode
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    let budget: DecodingBudget
    /// What the type that is decoded wants to know.
    private(set) var keys: [KeyAudit] = []
    /// The containers inside it that no type of their own decodes.
    private(set) var nested: [NodeDecoder] = []

    init(node: YAMLNode, written: YAMLNode, codingPath: [any CodingKey], budget: DecodingBudget) {
        self.node = node
        self.written = written
        self.codingPath = codingPath
        self.budget = budget
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard node.isMapping else { throw mismatch(expected: "a mapping") }
        let audit = KeyAudit(type)
        keys.append(audit)
        return KeyedDecodingContainer(try KeyedNodes<Key>(decoder: self, audit: audit))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard node.isSequence else { throw mismatch(expected: "a list") }
        return NodeElements(decoder: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    /// The decoder of a container inside this one that this one's type reads itself.
    func nestedChild(_ child: NodeDecoder) -> NodeDecoder {
        nested.append(child)
        return child
    }

    /// The same node for another type, with an account of its own of the keys that are known.
    func again() -> NodeDecoder {
        NodeDecoder(node: node, written: written, codingPath: codingPath, budget: budget)
    }

    func child(_ child: YAMLNode, _ key: any CodingKey) -> NodeDecoder {
        NodeDecoder(node: child.resolved, written: child, codingPath: codingPath + [key], budget: budget)
    }

    /// Decodes a whole type from this node: on success every key has to be known.
    func unbox<Value: Decodable>(_ type: Value.Type) throws(YAMLSourceError) -> Value {
        try budget.spend(at: written)
        do {
            let value = try Value(from: self)
            try refuseUnknownKeys()
            return value
        } catch let error as YAMLSourceError {
            throw error
        } catch let error as DecodingError {
            throw located(error, decoding: type)
        } catch {
            throw failure(.invalidValue, "\(error)")
        }
    }

    /// The mapping's keys, each once, with what merge keys add.
    func entries() throws(YAMLSourceError) -> [(key: YAMLNode, name: String)] {
        var seen: Set<String> = []
        var found: [(key: YAMLNode, name: String)] = []
        for (key, _) in node.entries where !key.isMergeKey {
            guard let name = key.resolved.string else {
                throw failure(.typeMismatch, "a key has to be a scalar", at: key)
            }
            guard seen.insert(name).inserted else {
                throw failure(.duplicateKey, "the key `\(name)` stands twice", at: key)
            }
            found.append((key, name))
        }
        return found
    }
}
