extension NodeDecoder {
    func failure(_ code: YAMLSourceError.Code, _ message: String, at place: YAMLNode? = nil) -> YAMLSourceError {
        let path = codingPath.pathDescription
        let location = (place ?? written).location
        return YAMLSourceError(code, path.isEmpty ? message : "\(path): \(message)", at: location)
    }

    func mismatch(expected: String) -> YAMLSourceError {
        failure(.typeMismatch, "expected \(expected), found \(node.summary)")
    }

    func refuseUnknownKeys() throws(YAMLSourceError) {
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
    func located<Value>(_ error: DecodingError, decoding type: Value.Type) -> YAMLSourceError {
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
