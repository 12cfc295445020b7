import YAMLSource

func parse(_ text: String) throws -> YAMLStream { try YAMLStream(bytes: Array(text.utf8)) }

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// What an expression throws.
func failure<Value>(_ body: () throws -> Value) -> YAMLSourceError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? YAMLSourceError
    }
}

extension YAMLStream {
    /// The value of the first entry with this key, wherever it stands.
    func first(_ key: String) -> YAMLNode? {
        allNodes.lazy.flatMap { Array($0.entries) }.first { $0.key.equals(key) }?.value
    }

    var scalars: [YAMLNode] { allNodes.filter(\.isScalar) }
}
