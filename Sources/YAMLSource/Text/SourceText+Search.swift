internal import CLibYAML

extension [UInt8] {
    /// Whether a number of bytes are the same from one offset here and from another one there; not so where fewer follow.
    @inline(__always)
    func isSame(as other: [UInt8], from start: Int, to otherStart: Int, count: Int) -> Bool {
        guard start >= 0, otherStart >= 0, start + count <= self.count, otherStart + count <= other.count else {
            return false
        }
        return unsafe withUnsafeBufferPointer { bytes in
            unsafe other.withUnsafeBufferPointer { others in
                guard count > 0, let bytes = bytes.baseAddress, let others = others.baseAddress else { return true }
                return unsafe pinnace_is_same(bytes + start, others + otherStart, count)
            }
        }
    }
}

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
            let bytes = unsafe text.bindMemory(to: UInt8.self)
            let run = unsafe needle.bindMemory(to: UInt8.self)
            guard let base = bytes.baseAddress,
                let found = unsafe pinnace_find(base + start, bytes.count - start, run.baseAddress!, run.count)
            else { return nil }
            return unsafe found - base
        }
    }
}
