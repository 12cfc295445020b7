/// A scalar's new value, by what an earlier reading of the file said of it.
package struct ScalarReplacement: Sendable {
    /// The node's ``YAMLNode/index``.
    let node: Int
    /// The node's ``YAMLNode/range``.
    let range: Range<Int>
    let old: [UInt8]
    let new: [UInt8]

    package init(node: Int, range: Range<Int>, old: String, new: String) {
        self.node = node
        self.range = range
        self.old = Array(old.utf8)
        self.new = Array(new.utf8)
    }

    /// How the old value is written; `nil` unless it stands there byte by byte, plain or in quotes.
    func style(in text: [UInt8]) -> YAMLStyle? {
        guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= text.count else { return nil }
        if range.count == old.count {
            return text.isSame(as: old, from: range.lowerBound, to: 0, count: old.count) ? .plain : nil
        }
        let (first, last) = (text[range.lowerBound], text[range.upperBound - 1])
        guard range.count == old.count + 2, first == last,
            text.isSame(as: old, from: range.lowerBound + 1, to: 0, count: old.count)
        else { return nil }
        switch first {
        case UInt8(ascii: "'"): return .singleQuoted
        case UInt8(ascii: "\""): return .doubleQuoted
        default: return nil
        }
    }
}

extension YAMLEditing {
    /// As ``edited(_:of:limits:)``, without parsing the old file: the new one is parsed, and with the old values in the
    /// place of the new ones it has to have the old one's fingerprint.
    ///
    /// - Returns: `nil` where the old file has to be parsed, which is no judgement of the edit: a value is not spelled
    ///   byte by byte, would need another style, has an anchor or a tag, or the file is not the one that was scanned.
    package static func edited(
        _ text: SourceText, by replacements: [ScalarReplacement], expecting fingerprint: EventFingerprint,
        limits: YAMLLimits = .default
    ) -> (bytes: [UInt8], stream: YAMLStream)? {
        let ordered = replacements.sorted { $0.range.lowerBound < $1.range.lowerBound }
        guard let payload = splice(ordered, into: text.payload), payload.count <= limits.maximumBytes else {
            return nil
        }
        let bytes = text.encoded(payload)
        guard let source = try? SourceText(bytes: bytes), source.payload == payload,
            let stream = try? YAMLStream(parsing: source, limits: limits),
            hasExpected(ordered, stream), isUntouched(text.payload, but: ordered, in: payload),
            stream.fingerprint(as: ordered.map { FormerScalar(node: $0.node, value: $0.old) }) == fingerprint
        else { return nil }
        return (bytes, stream)
    }

    private static func splice(_ replacements: [ScalarReplacement], into text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(replacements.reduce(text.count) { $0 + $1.new.count - $1.old.count })
        var end = 0
        for replacement in replacements {
            guard replacement.range.lowerBound >= end, let style = replacement.style(in: text) else { return nil }
            // In brackets fewer characters are allowed, and nothing tells here whether it stands in some.
            let spelled = ScalarSpelling.spell(replacement.new, as: style, inFlow: true)
            guard spelled.style == style else { return nil }
            result += text[end..<replacement.range.lowerBound]
            result += spelled.text
            end = replacement.range.upperBound
        }
        result += text[end...]
        return result
    }

    /// Whether each new value is read as the very string intended, at its place and in its style.
    private static func hasExpected(_ replacements: [ScalarReplacement], _ stream: YAMLStream) -> Bool {
        var shift = 0
        return replacements.allSatisfy { replacement in
            guard stream.nodes.indices.contains(replacement.node) else { return false }
            let view = YAMLNode(stream: stream, index: replacement.node)
            let node = view.node
            let quotes = replacement.range.count - replacement.old.count
            defer { shift += replacement.new.count - replacement.old.count }
            return node.kind == .scalar && node.properties == 0 && !node.isCooked
                && node.style.isQuoted == (quotes == 2)
                && Int(node.start) == replacement.range.lowerBound + shift && !node.style.isBlockScalar
                && Int(node.end - node.start) == replacement.new.count + quotes
                && view.valueBytes.elementsEqual(replacement.new)
        }
    }

    private static func isUntouched(_ old: [UInt8], but replacements: [ScalarReplacement], in new: [UInt8]) -> Bool {
        var (oldEnd, newEnd) = (0, 0)
        for replacement in replacements {
            let length = replacement.range.lowerBound - oldEnd
            guard old.isSame(as: new, from: oldEnd, to: newEnd, count: length) else { return false }
            oldEnd = replacement.range.upperBound
            newEnd += length + replacement.range.count - replacement.old.count + replacement.new.count
        }
        return old.count - oldEnd == new.count - newEnd
            && old.isSame(as: new, from: oldEnd, to: newEnd, count: old.count - oldEnd)
    }
}
