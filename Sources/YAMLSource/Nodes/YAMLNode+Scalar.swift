extension YAMLNode {
    /// A scalar's value, whatever type it resolves to; nil for collections and aliases.
    package var string: String? { isScalar ? String(decoding: valueBytes, as: UTF8.self) : nil }

    /// A scalar's value as UTF-8, without a copy; empty for collections and aliases.
    package var valueBytes: ArraySlice<UInt8> {
        let node = node
        guard node.kind == .scalar else { return [] }
        let range = Int(node.valueStart)..<Int(node.valueStart + node.valueLength)
        return node.isCooked ? stream.cooked[range] : stream.text[range]
    }

    /// Whether the node is a scalar with this value. Makes no string.
    package func equals(_ value: StaticString) -> Bool {
        value.withUTF8Buffer { unsafe hasValue($0) }
    }

    package func equals(_ value: String) -> Bool {
        var value = value
        return value.withUTF8 { unsafe hasValue($0) }
    }

    package func hasPrefix(_ prefix: StaticString) -> Bool {
        prefix.withUTF8Buffer { bytes in unsafe isScalar && valueBytes.starts(with: bytes) }
    }

    @inline(__always)
    func hasValue(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { unsafe stream.hasValue(node, bytes) }

    /// What a scalar resolves to under the core schema of YAML 1.2; nil for collections and aliases.
    package var scalarType: ScalarType? {
        guard isScalar else { return nil }
        if let tag { return ScalarType(tag: tag) }
        return style == .plain ? ScalarType(plain: valueBytes) : .string
    }

    /// Whether the node is the null scalar: empty, `~`, `null` or tagged so.
    package var isNull: Bool { scalarType == .null }
}

extension YAMLStream {
    /// Whether a node is a scalar with this value.
    @inline(__always)
    func hasValue(_ node: ArenaNode, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard node.kind == .scalar, Int(node.valueLength) == bytes.count else { return false }
        let start = Int(node.valueStart)
        for offset in 0..<bytes.count {
            let byte = node.isCooked ? cooked[start + offset] : text[start + offset]
            if unsafe byte != bytes[offset] { return false }
        }
        return true
    }
}
