/// A comment, which libyaml does not report.
package struct YAMLComment: Hashable, Sendable {
    /// From the `#` to the end of the line.
    package let range: Range<Int>
    /// What stands behind the `#`, without blanks around it.
    package let text: String

    init(in bytes: [UInt8], from start: Int) {
        range = start..<bytes.lineEnd(of: start)
        var content = bytes[range].dropFirst()
        content = content.drop { $0.isBlank }
        while let last = content.last, last.isBlank { content.removeLast() }
        text = String(decoding: content, as: UTF8.self)
    }
}

extension YAMLNode {
    /// The comment behind the node on the line where it ends; for a block scalar, on the line of its `|` or `>`.
    package var trailingComment: YAMLComment? {
        stream.comment(after: style.isBlockScalar ? Int(node.start) + 1 : Int(node.end))
    }

    /// The comments on lines of their own directly above the line where the node starts, from top to bottom.
    package var commentsAbove: [YAMLComment] { stream.comments(above: Int(node.start)) }
}

extension YAMLStream {
    /// The comment on the rest of an offset's line. A `#` inside a scalar starts none.
    package func comment(after offset: Int) -> YAMLComment? {
        let blockScalar = leaf(at: offset).flatMap { $0.style.isBlockScalar ? $0 : nil }
        var position = blockScalar == nil ? leaf(at: offset)?.range.upperBound ?? offset : offset
        while position < text.count, text.lineBreakLength(at: position) == 0 {
            if startsComment(at: position) { return YAMLComment(in: text, from: position) }
            position = blockScalar == nil ? max(position + 1, leafEnd(at: position + 1)) : position + 1
            if text.hasLineBreak(in: offset..<position) { return nil }
        }
        return nil
    }

    /// The run of lines with nothing but a comment directly above an offset's line, from top to bottom.
    package func comments(above offset: Int) -> [YAMLComment] {
        var comments: [YAMLComment] = []
        var line = text.lineStart(of: offset)
        while line > 0 {
            line = text.lineStart(of: line - text.lineBreakLength(before: line))
            let start = text.skippingBlanks(from: line)
            guard start < text.count, text[start] == UInt8(ascii: "#"), leaf(at: start) == nil else { break }
            comments.append(YAMLComment(in: text, from: start))
        }
        return comments.reversed()
    }

    private func startsComment(at offset: Int) -> Bool {
        guard text[offset] == UInt8(ascii: "#") else { return false }
        return offset == 0 || text[offset - 1].isBlank || text.lineBreakLength(before: offset) > 0
    }

    /// Behind the scalar that holds an offset, or the offset itself.
    private func leafEnd(at offset: Int) -> Int {
        leaf(at: offset).map { $0.style.isBlockScalar ? offset : $0.range.upperBound } ?? offset
    }
}

extension [UInt8] {
    func hasLineBreak(in range: Range<Int>) -> Bool {
        range.contains { lineBreakLength(at: $0) > 0 }
    }
}
