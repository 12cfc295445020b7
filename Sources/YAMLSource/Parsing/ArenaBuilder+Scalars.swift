internal import CLibYAML

extension ArenaBuilder {
    @inline(__always)
    mutating func addScalar(_ event: UnsafeMutablePointer<yaml_event_t>) throws(YAMLSourceError) {
        let data = unsafe event.pointee.data.scalar
        let (begin, end) = unsafe marks(of: event)
        let value = unsafe UnsafeBufferPointer(start: data.value, count: data.length)
        var node = unsafe newNode(.scalar, YAMLStyle(data.style), from: begin, to: end)
        let hasProperties = begin < end && startsProperties(begin)
        if hasProperties { node.start = UInt32(NodePropertyScan.end(in: text, from: begin, to: end)) }
        if node.style.isBlockScalar {
            node.end = unsafe UInt32(
                BlockScalarExtent(in: text, from: Int(node.start), to: end, value: value).end)
        } else if begin == end {
            node.start = UInt32(placeOfEmptyScalar(at: begin))
            node.end = node.start
        }
        unsafe setValue(value, of: &node, isOneLine: event.pointee.start_mark.line == event.pointee.end_mark.line)
        cursor = Int(node.end)
        try unsafe append(
            node, hasProperties ? EventProperties(data.anchor, data.tag) : EventProperties(nil, nil), from: begin)
    }

    private func startsProperties(_ offset: Int) -> Bool {
        text[offset] == UInt8(ascii: "&") || text[offset] == UInt8(ascii: "!")
    }

    /// Where libyaml gives an empty value the mark of the next token, which may be lines away, it goes back to the end
    /// of what stands before it.
    private func placeOfEmptyScalar(at mark: Int) -> Int {
        guard mark > cursor else { return mark }
        let indicators: [UInt8] = [UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?")]
        if indicators.contains(text[mark - 1]) { return mark }
        let between = text[cursor..<mark]
        guard !between.contains(UInt8(ascii: "#")) else { return cursor }
        return between.lastIndex { indicators.contains($0) }.map { $0 + 1 } ?? cursor
    }

    /// Points at the text where it spells the value byte by byte; copies the value elsewhere.
    @inline(__always)
    private mutating func setValue(_ value: UnsafeBufferPointer<UInt8>, of node: inout ArenaNode, isOneLine: Bool) {
        let start = Int(node.start) + (node.style.isQuoted ? 1 : 0)
        let length = Int(node.end) - start - (node.style.isQuoted ? 1 : 0)
        node.valueLength = UInt32(value.count)
        let isPlainLine = node.style == .plain && isOneLine
        if value.count == length, unsafe isPlainLine || text[start..<(start + length)].elementsEqual(value) {
            node.valueStart = UInt32(start)
        } else {
            node.isCooked = true
            node.valueStart = UInt32(cooked.count)
            unsafe cooked.append(contentsOf: value)
        }
    }

    mutating func addAlias(_ event: UnsafeMutablePointer<yaml_event_t>) throws(YAMLSourceError) {
        let (begin, end) = unsafe marks(of: event)
        let name = unsafe String(cString: event.pointee.data.alias.anchor)
        guard let target = anchors[name] else {
            throw error(.unknownAlias, "the alias *\(name) has no anchor &\(name) before it", at: begin)
        }
        if nodes[target].subtreeEnd == 0 {
            throw error(.recursiveAlias, "the alias *\(name) stands inside the node that it names", at: begin)
        }
        var node = newNode(.alias, .plain, from: begin, to: end)
        node.valueStart = UInt32(target)
        cursor = end
        try unsafe append(node, EventProperties(nil, nil), from: begin)
    }
}

extension YAMLStyle {
    init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
