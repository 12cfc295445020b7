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
    var mapper: MarkMapper
    var open: [Int] = []
    var flowDepth = 0
    var anchors: [String: Int] = [:]
    /// The end of the last thing read.
    var cursor = 0

    init(_ source: SourceText, limits: YAMLLimits) {
        self.source = source
        self.limits = limits
        text = source.payload
        mapper = MarkMapper(isASCII: source.isASCII)
        // A node takes eight bytes of text and more, in manifests; long files have long texts.
        nodes.reserveCapacity(min(source.payload.count / 8, max(1024, source.payload.count / 16)) + 8)
        open.reserveCapacity(16)
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
            try unsafe openCollection(.mapping, style, EventProperties(data.anchor, data.tag), event)
        case YAML_SEQUENCE_START_EVENT:
            let data = unsafe event.pointee.data.sequence_start
            let style: YAMLStyle = unsafe data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            try unsafe openCollection(.sequence, style, EventProperties(data.anchor, data.tag), event)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: unsafe closeCollection(event)
        case YAML_ALIAS_EVENT: try unsafe addAlias(event)
        case YAML_DOCUMENT_START_EVENT:
            anchors.removeAll(keepingCapacity: true)
            documents.append(nodes.count)
        default: break
        }
    }
}

extension ArenaBuilder {
    @inline(__always)
    mutating func marks(of event: UnsafeMutablePointer<yaml_event_t>) -> (Int, Int) {
        let begin = unsafe mapper.offset(of: Int(event.pointee.start_mark.index), in: text)
        let end = unsafe mapper.offset(of: Int(event.pointee.end_mark.index), in: text)
        return (begin, end)
    }

    @inline(__always)
    func newNode(_ kind: YAMLNode.Kind, _ style: YAMLStyle, from start: Int, to end: Int) -> ArenaNode {
        let parent = open.last.map { UInt32($0) } ?? ArenaNode.noParent
        return ArenaNode(
            start: UInt32(start), end: UInt32(end), parent: parent, subtreeEnd: UInt32(nodes.count + 1), kind: kind,
            style: style, isInFlow: flowDepth > 0)
    }

    @inline(__always)
    mutating func append(_ node: ArenaNode, _ found: EventProperties, from begin: Int) throws(YAMLSourceError) {
        if nodes.count >= limits.maximumNodes {
            throw error(.tooLarge, "the file has more than \(limits.maximumNodes) nodes", at: begin)
        }
        nodes.append(node)
        if !found.isEmpty { setProperties(found, of: nodes.count - 1, from: begin) }
    }

    private mutating func setProperties(_ found: EventProperties, of index: Int, from begin: Int) {
        let anchor = unsafe EventProperties.string(found.anchor)
        let tag = unsafe EventProperties.string(found.tag)
        properties.append(NodeProperties(start: UInt32(begin), anchor: anchor, tag: tag))
        nodes[index].properties = UInt32(properties.count)
        if let anchor { anchors[anchor] = index }
    }

    func error(_ code: YAMLSourceError.Code, _ message: String, at offset: Int) -> YAMLSourceError {
        YAMLSourceError(code, message, at: source.location(of: offset))
    }
}
