internal import CLibYAML

/// Builds the node array of a file from libyaml's events.
struct ArenaBuilder {
    let source: SourceText
    let text: [UInt8]
    let limits: YAMLLimits
    var nodes: [ArenaNode] = []
    var cooked: [UInt8] = []
    var properties: [NodeProperties] = []
    var documents: [Int] = []
    private var mapper: MarkMapper
    private var open: [Int] = []
    private var flowDepth = 0
    private var anchors: [String: Int] = [:]
    /// The end of the last thing read.
    private var cursor = 0

    init(_ source: SourceText, limits: YAMLLimits) {
        self.source = source
        self.limits = limits
        text = source.payload
        mapper = MarkMapper(isASCII: source.isASCII)
        nodes.reserveCapacity(source.payload.count / 14 + 8)
    }

    mutating func build() throws(YAMLSourceError) {
        try checkSize()
        guard !text.isEmpty else { return }
        let text = text
        try unsafe text.withUnsafeBufferPointer { buffer throws(YAMLSourceError) in
            let parser = unsafe LibYAMLParser(reading: buffer)
            while parser.advance() {
                let event = unsafe parser.event
                if unsafe event.pointee.type == YAML_STREAM_END_EVENT { return }
                try unsafe add(event)
            }
            throw parser.problem.error(in: source)
        }
    }

    private func checkSize() throws(YAMLSourceError) {
        let start = SourceLocation(line: 1, column: 1)
        if text.count > min(limits.maximumBytes, Int(Int32.max)) {
            let message = "the file has \(text.count) bytes, more than the limit of \(limits.maximumBytes)"
            throw YAMLSourceError(.tooLarge, message, at: start)
        }
        guard source.contains("%TAG") else { return }
        var (count, offset) = (0, 0)
        while let found = source.firstOffset(of: Array("%TAG".utf8), from: offset) {
            (count, offset) = (count + 1, found + 4)
        }
        if count > limits.maximumTagDirectives {
            let message = "the file has \(count) %TAG directives, more than the limit of \(limits.maximumTagDirectives)"
            throw YAMLSourceError(.tooLarge, message, at: start)
        }
    }

    private mutating func add(_ event: UnsafeMutablePointer<yaml_event_t>) throws(YAMLSourceError) {
        switch unsafe event.pointee.type {
        case YAML_SCALAR_EVENT: try unsafe addScalar(event)
        case YAML_MAPPING_START_EVENT:
            let data = unsafe event.pointee.data.mapping_start
            let style: YAMLStyle = unsafe data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            try unsafe openCollection(.mapping, style, Properties(data.anchor, data.tag), event)
        case YAML_SEQUENCE_START_EVENT:
            let data = unsafe event.pointee.data.sequence_start
            let style: YAMLStyle = unsafe data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            try unsafe openCollection(.sequence, style, Properties(data.anchor, data.tag), event)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: unsafe closeCollection(event)
        case YAML_ALIAS_EVENT: try unsafe addAlias(event)
        case YAML_DOCUMENT_START_EVENT:
            anchors.removeAll(keepingCapacity: true)
            documents.append(nodes.count)
        default: break
        }
    }
}

/// An event's anchor and tag, as libyaml holds them.
@safe
private struct Properties {
    let anchor: UnsafeMutablePointer<yaml_char_t>?
    let tag: UnsafeMutablePointer<yaml_char_t>?

    init(_ anchor: UnsafeMutablePointer<yaml_char_t>?, _ tag: UnsafeMutablePointer<yaml_char_t>?) {
        unsafe self.anchor = anchor
        unsafe self.tag = tag
    }

    var isEmpty: Bool { unsafe anchor == nil && tag == nil }

    static func string(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        unsafe bytes.map { unsafe String(cString: $0) }
    }
}

// MARK: Scalars and aliases

extension ArenaBuilder {
    @inline(__always)
    private mutating func addScalar(_ event: UnsafeMutablePointer<yaml_event_t>) throws(YAMLSourceError) {
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
        try unsafe append(node, hasProperties ? Properties(data.anchor, data.tag) : Properties(nil, nil), from: begin)
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

    private mutating func addAlias(_ event: UnsafeMutablePointer<yaml_event_t>) throws(YAMLSourceError) {
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
        try unsafe append(node, Properties(nil, nil), from: begin)
    }
}

// MARK: Collections

extension ArenaBuilder {
    private mutating func openCollection(
        _ kind: YAMLNode.Kind, _ style: YAMLStyle, _ found: Properties, _ event: UnsafeMutablePointer<yaml_event_t>
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

    private mutating func closeCollection(_ event: UnsafeMutablePointer<yaml_event_t>) {
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

// MARK: Nodes

extension ArenaBuilder {
    @inline(__always)
    private mutating func marks(of event: UnsafeMutablePointer<yaml_event_t>) -> (Int, Int) {
        let begin = unsafe mapper.offset(of: Int(event.pointee.start_mark.index), in: text)
        let end = unsafe mapper.offset(of: Int(event.pointee.end_mark.index), in: text)
        return (begin, end)
    }

    private func startsProperties(_ offset: Int) -> Bool {
        text[offset] == UInt8(ascii: "&") || text[offset] == UInt8(ascii: "!")
    }

    @inline(__always)
    private func newNode(_ kind: YAMLNode.Kind, _ style: YAMLStyle, from start: Int, to end: Int) -> ArenaNode {
        let parent = open.last.map { UInt32($0) } ?? ArenaNode.noParent
        return ArenaNode(
            start: UInt32(start), end: UInt32(end), parent: parent, subtreeEnd: UInt32(nodes.count + 1), kind: kind,
            style: style, isInFlow: flowDepth > 0)
    }

    @inline(__always)
    private mutating func append(_ node: ArenaNode, _ found: Properties, from begin: Int) throws(YAMLSourceError) {
        if nodes.count >= limits.maximumNodes {
            throw error(.tooLarge, "the file has more than \(limits.maximumNodes) nodes", at: begin)
        }
        nodes.append(node)
        if !found.isEmpty { setProperties(found, of: nodes.count - 1, from: begin) }
    }

    private mutating func setProperties(_ found: Properties, of index: Int, from begin: Int) {
        let anchor = unsafe Properties.string(found.anchor)
        let tag = unsafe Properties.string(found.tag)
        properties.append(NodeProperties(start: UInt32(begin), anchor: anchor, tag: tag))
        nodes[index].properties = UInt32(properties.count)
        if let anchor { anchors[anchor] = index }
    }

    private func error(_ code: YAMLSourceError.Code, _ message: String, at offset: Int) -> YAMLSourceError {
        YAMLSourceError(code, message, at: source.location(of: offset))
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
