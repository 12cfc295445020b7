extension YAMLNode {
    /// Where a range of this scalar's value stands in the text; nil where it is not spelled there byte by byte.
    ///
    /// For text inside a block scalar, such as a file in a ConfigMap: the range may not reach over a line break. In a
    /// folded scalar, and in quotes with escapes, it has to be the only place with these bytes.
    ///
    /// - Parameter part: bytes of ``valueBytes``, counted from 0.
    package func sourceRange(ofValue part: Range<Int>) -> Range<Int>? {
        guard isScalar, part.lowerBound >= 0, part.upperBound <= valueBytes.count else { return nil }
        if !node.isCooked {
            let start = Int(node.valueStart)
            return (start + part.lowerBound)..<(start + part.upperBound)
        }
        return style == .literal ? literalRange(of: part) : onlyOccurrence(of: part)
    }

    private func literalRange(of part: Range<Int>) -> Range<Int>? {
        let text = stream.text
        let value = Array(valueBytes)
        let extent = blockExtent
        guard let indentation = extent.indentation else { return nil }
        var (line, valueLine) = (extent.contentStart, 0)
        while valueLine < value.count, line < extent.end {
            let end = text.lineEnd(of: line)
            let content = min(end, line + indentation)
            let valueEnd = valueLine + end - content
            if part.lowerBound <= valueEnd {
                guard part.lowerBound >= valueLine, part.upperBound <= valueEnd else { return nil }
                let shift = content - valueLine
                return (part.lowerBound + shift)..<(part.upperBound + shift)
            }
            line = end + text.lineBreakLength(at: end)
            valueLine = valueEnd + max(1, value.lineBreakLength(at: valueEnd))
        }
        return nil
    }

    private func onlyOccurrence(of part: Range<Int>) -> Range<Int>? {
        let wanted = Array(valueBytes.dropFirst(part.lowerBound).prefix(part.count))
        let start = style.isBlockScalar ? blockExtent.contentStart : range.lowerBound
        let text = stream.text[start..<range.upperBound]
        guard !wanted.isEmpty, let found = ScalarSpelling.firstIndex(of: wanted, in: text) else { return nil }
        let isOnly = !ScalarSpelling.contains(wanted, in: text[(found + 1)...])
        return isOnly ? found..<(found + wanted.count) : nil
    }

    private var blockExtent: BlockScalarExtent {
        BlockScalarExtent(in: stream.text, from: range.lowerBound, to: range.upperBound, value: valueBytes)
    }
}
