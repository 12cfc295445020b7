/// A scalar's new value, by what an earlier reading of the very same bytes said of it.
package struct ScalarReplacement: Sendable {
    /// The node's ``YAMLNode/range``.
    let range: Range<Int>
    let old: [UInt8]
    let new: [UInt8]

    package init(range: Range<Int>, old: String, new: String) {
        self.range = range
        self.old = Array(old.utf8)
        self.new = Array(new.utf8)
    }

    /// The new value as the old one is written: plain, or in the same quotes; `nil` unless that stands there byte by byte
    /// and the new one can be written so.
    func spelled(in text: [UInt8]) -> [UInt8]? {
        guard let style = style(in: text) else { return nil }
        // In brackets fewer characters are allowed, and nothing tells here whether it stands in some.
        let spelled = ScalarSpelling.spell(new, as: style, inFlow: true)
        return spelled.style == style ? spelled.text : nil
    }

    private func style(in text: [UInt8]) -> YAMLStyle? {
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
