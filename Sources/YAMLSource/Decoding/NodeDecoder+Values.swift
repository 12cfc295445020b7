extension NodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { node.isNull }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard node.scalarType == .bool, let value = node.string else { throw mismatch(expected: "true or false") }
        return value.lowercased() == "true"
    }

    func decode(_ type: String.Type) throws -> String {
        guard let value = node.string, let kind = node.scalarType else { throw mismatch(expected: "a string") }
        guard kind == .string else {
            let advice = node.style == .plain && kind != .null ? "; put it in quotes" : ""
            throw failure(.typeMismatch, "expected a string, found \(node.summary)\(advice)")
        }
        return value
    }

    func decode(_ type: Double.Type) throws -> Double {
        guard node.scalarType == .int || node.scalarType == .float, let value = node.string,
            let number = Double(value.replacingDotWords)
        else { throw mismatch(expected: "a number") }
        return number
    }

    func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
    func decode(_ type: Int.Type) throws -> Int { try integer() }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer() }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try again().unbox(type) }

    private func integer<Value: FixedWidthInteger>() throws(YAMLSourceError) -> Value {
        guard node.scalarType == .int, let text = node.string else { throw mismatch(expected: "a whole number") }
        let value =
            switch text.prefix(2) {
            case "0x": Value(text.dropFirst(2), radix: 16)
            case "0o": Value(text.dropFirst(2), radix: 8)
            default: Value(text)
            }
        guard let value else {
            throw failure(.invalidValue, "\(text) is not between \(Value.min) and \(Value.max)")
        }
        return value
    }
}

extension String {
    /// YAML's `.inf` and `.nan` as Swift reads them.
    fileprivate var replacingDotWords: String {
        let word = lowercased()
        return word.hasSuffix(".inf") || word.hasSuffix(".nan") ? word.filter { $0 != "." } : self
    }
}

extension YAMLNode {
    /// What a reader finds, for a message: `a list`, `the number 1.10`.
    var summary: String {
        switch kind {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .alias: return "an alias"
        case .scalar: break
        }
        return switch scalarType {
        case .null, nil: "nothing"
        case .bool, .other: "`\(string ?? "")`"
        case .int, .float: "the number \(string ?? "")"
        case .string: "a string"
        }
    }
}
