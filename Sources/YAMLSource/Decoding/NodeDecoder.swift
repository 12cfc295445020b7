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
    private var keys: [KeyAudit] = []
    /// The containers inside it that no type of their own decodes.
    private var nested: [NodeDecoder] = []

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

// MARK: Errors

extension NodeDecoder {
    func failure(_ code: YAMLSourceError.Code, _ message: String, at place: YAMLNode? = nil) -> YAMLSourceError {
        let path = codingPath.pathDescription
        let location = (place ?? written).location
        return YAMLSourceError(code, path.isEmpty ? message : "\(path): \(message)", at: location)
    }

    func mismatch(expected: String) -> YAMLSourceError {
        failure(.typeMismatch, "expected \(expected), found \(node.summary)")
    }

    private func refuseUnknownKeys() throws(YAMLSourceError) {
        for child in nested { try child.refuseUnknownKeys() }
        guard !keys.isEmpty, node.isMapping else { return }
        for (key, name) in try entries() where !keys.contains(where: { $0.accepts(name) }) {
            throw unknown(name, at: key, known: keys.flatMap(\.known))
        }
    }

    func unknown(_ name: String, at key: YAMLNode, known: [String]) -> YAMLSourceError {
        let nearest = EditDistance.nearest(to: name, among: known)
        let hint = nearest.map { ", did you mean `\($0)`?" } ?? ""
        return failure(.unknownKey, "unknown key `\(name)`\(hint)", at: key)
    }

    /// A type's own complaint, at the node that its coding path names.
    private func located<Value>(_ error: DecodingError, decoding type: Value.Type) -> YAMLSourceError {
        if case .dataCorrupted = error, let choices = choices(of: type), let value = node.string {
            let nearest = EditDistance.nearest(to: value, among: choices).map { ", did you mean `\($0)`?" } ?? ""
            let list = choices.map { "`\($0)`" }.joined(separator: ", ")
            return failure(.invalidValue, "`\(value)` is none of \(list)\(nearest)")
        }
        let context = error.context
        let place = context.codingPath.dropFirst(codingPath.count).reduce(written) { node, key in
            (key.intValue.map { node[$0] } ?? node[key.stringValue]) ?? node
        }
        let path = context.codingPath.isEmpty ? codingPath : context.codingPath
        let prefix = path.isEmpty ? "" : "\(path.pathDescription): "
        return YAMLSourceError(.invalidValue, prefix + context.debugDescription, at: place.location)
    }

    private func choices<Value>(of type: Value.Type) -> [String]? {
        guard let cases = (type as? any CaseIterable.Type)?.allValues else { return nil }
        let names = cases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        return names.isEmpty ? nil : names
    }
}

extension CaseIterable {
    fileprivate static var allValues: [Any] { Array(allCases) }
}

extension DecodingError {
    fileprivate var context: Context {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: Context(codingPath: [], debugDescription: "\(self)")
        }
    }
}

extension [any CodingKey] {
    /// `spec.containers[0].image`
    var pathDescription: String {
        reduce("") { path, key in
            if let index = key.intValue { return "\(path)[\(index)]" }
            return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
        }
    }
}
