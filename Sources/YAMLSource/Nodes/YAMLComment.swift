internal import Synchronization

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
        if let leaf = leaf(at: offset) {
            if leaf.style.isBlockScalar { return headerComment(after: offset) }
            return comment(after: leaf.range.upperBound)
        }
        let known = places.withLock { $0.trailing }
        if let known, known.searched.contains(offset) { return known.comment }
        let (end, comment) = searchComment(from: offset)
        places.withLock { $0.trailing = (offset..<max(end, offset + 1), comment) }
        return comment
    }

    /// The run of lines with nothing but a comment directly above an offset's line, from top to bottom.
    package func comments(above offset: Int) -> [YAMLComment] {
        let line = places.withLock { $0.lineStart(of: offset, in: text) }
        let known = places.withLock { $0.above }
        if let known, known.line == line { return known.comments }
        let comments = searchComments(aboveLineAt: line)
        places.withLock { $0.above = (line, comments) }
        return comments
    }

    private func searchComment(from offset: Int) -> (end: Int, comment: YAMLComment?) {
        var position = offset
        while position < text.count, text.lineBreakLength(at: position) == 0 {
            if startsComment(at: position) { return (position, YAMLComment(in: text, from: position)) }
            let next = leafEnd(at: position + 1)
            // A block scalar's comment is its own, and a scalar over lines ends on another line.
            guard let next, !text.hasLineBreak(in: position..<next) else { break }
            position = next
        }
        return (position, nil)
    }

    private func headerComment(after offset: Int) -> YAMLComment? {
        let header = offset..<text.lineEnd(of: offset)
        return header.first(where: startsComment).map { YAMLComment(in: text, from: $0) }
    }

    private func searchComments(aboveLineAt start: Int) -> [YAMLComment] {
        var comments: [YAMLComment] = []
        var line = start
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

    /// Behind the scalar that holds an offset, or the offset itself; nil in a block scalar.
    private func leafEnd(at offset: Int) -> Int? {
        guard let leaf = leaf(at: offset) else { return offset }
        return leaf.style.isBlockScalar ? nil : leaf.range.upperBound
    }
}

extension [UInt8] {
    func hasLineBreak(in range: Range<Int>) -> Bool {
        range.contains { lineBreakLength(at: $0) > 0 }
    }
}
