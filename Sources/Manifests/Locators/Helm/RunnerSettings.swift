import YAMLSource

/// The settings of a GitLab runner, which are TOML in a scalar of its chart's values: `image = "…"` and `helper_image`
/// (GitLab Runner, "Advanced configuration").
enum RunnerSettings {
    static func occurrences(
        in node: YAMLNode, of file: SourceFile, object: ObjectIdentity?, _ field: FieldPath
    ) -> [ImageOccurrence] {
        let bytes = node.resolved.valueBytes
        guard bytes.count < longest, String(decoding: bytes, as: UTF8.self).contains("[[runners]]") else { return [] }
        return bytes.split(separator: 0x0A).compactMap { line in
            guard let (key, value) = assignment(line), key == "image" || key == "helper_image" else { return nil }
            let part = bytes.offsets(of: value.indices)
            return file.site(node, part: part, field.key(key)).map {
                ImageOccurrence(
                    file: file.path, object: object, field: field.key(key).text, location: $0.location,
                    parts: .whole($0), directives: file.directives(at: node))
            }
        }
    }

    private static let longest = 1 << 16

    /// `key = "value"`
    private static func assignment(_ line: ArraySlice<UInt8>) -> (key: String, value: ArraySlice<UInt8>)? {
        let text = line.drop { $0 <= 0x20 }
        guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let key = String(decoding: text[..<equals].split(separator: 0x20).first ?? [], as: UTF8.self)
        let rest = text[(equals + 1)...].drop { $0 <= 0x20 }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        let value = rest.dropFirst().prefix { $0 != quote }
        return value.isEmpty || value.contains(UInt8(ascii: "\\")) ? nil : (key, value)
    }
}
