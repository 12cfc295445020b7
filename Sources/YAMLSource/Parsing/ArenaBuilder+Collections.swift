internal import CLibYAML

extension ArenaBuilder {
    mutating func openCollection(
        _ kind: YAMLNode.Kind, _ style: YAMLStyle, _ found: EventProperties, _ event: UnsafeMutablePointer<yaml_event_t>
    ) throws(YAMLSourceError) {
        let (begin, end) = unsafe marks(of: event)
        let start = contentStart(kind, style, from: begin, to: end)
        if open.count >= limits.maximumDepth {
            let message = "collections are nested more than \(limits.maximumDepth) deep"
            throw error(.tooDeep, message, at: start)
        }
        var node = newNode(kind, style, from: start, to: end)
        node.isInFlow = flowDepth > 0
        if style == .flow { flowDepth += 1 }
        cursor = end
        let index = nodes.count
        node.subtreeEnd = 0
        try append(node, found, from: begin)
        open.append(index)
    }

    /// Behind anchor and tag. A block collection's event ends where its first key or `-` starts, but for a sequence at
    /// its parent's indentation, whose event takes in the first `-`.
    private func contentStart(_ kind: YAMLNode.Kind, _ style: YAMLStyle, from begin: Int, to end: Int) -> Int {
        switch (style, kind) {
        case (.flow, _):
            let opensBracket = end > begin && (text[end - 1] | 0x20) == UInt8(ascii: "{")
            return opensBracket ? end - 1 : begin
        case (_, .sequence):
            return end < text.count && text[end] == UInt8(ascii: "-") ? end : end - 1
        default: return end
        }
    }

    mutating func closeCollection(_ event: UnsafeMutablePointer<yaml_event_t>) {
        let (begin, end) = unsafe marks(of: event)
        let index = open.removeLast()
        if nodes[index].style == .flow {
            flowDepth -= 1
            let closesBracket = end > begin && (text[end - 1] | 0x20) == UInt8(ascii: "}")
            if closesBracket { cursor = end }
        }
        nodes[index].end = UInt32(cursor)
        nodes[index].subtreeEnd = UInt32(nodes.count)
    }
}
