internal import CLibYAML

extension SourceText {
    /// Whether a run of bytes stands anywhere in the text: several gigabytes a second, so that a file that cannot hold
    /// what is looked for need not be parsed.
    package func contains(_ needle: StaticString) -> Bool {
        needle.withUTF8Buffer { unsafe offset(of: UnsafeRawBufferPointer($0), from: 0) } != nil
    }

    package func contains(_ needle: [UInt8]) -> Bool { firstOffset(of: needle) != nil }

    /// The offset of the first such run of bytes that starts at or after an offset.
    package func firstOffset(of needle: [UInt8], from start: Int = 0) -> Int? {
        unsafe needle.withUnsafeBytes { unsafe offset(of: $0, from: start) }
    }

    /// The offset of the first `{{`: the file is a Go template, or holds one, and need not be YAML.
    package var firstTemplateAction: Int? { firstOffset(of: [UInt8(ascii: "{"), UInt8(ascii: "{")]) }

    private func offset(of needle: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard unsafe !needle.isEmpty, start < payload.count else { return nil }
        return unsafe payload.withUnsafeBytes { text -> Int? in
            guard let base = text.baseAddress,
                let found = unsafe pinnace_find(base + start, text.count - start, needle.baseAddress!, needle.count)
            else { return nil }
            return unsafe found - base
        }
    }
}
