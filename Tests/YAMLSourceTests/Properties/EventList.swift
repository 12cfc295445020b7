import YAMLSource

/// The events of a file in the order of the text, as a YAML reader sees them.
struct EventList {
    struct Event: Equatable {
        let kind: YAMLNode.Kind
        let parent: Int?
        let anchor: String?
        let tag: String?
        /// Which node an alias stands for.
        let target: Int?
        var value: [UInt8]
        /// An edited scalar may need other quotes.
        var style: YAMLStyle?
    }

    private(set) var events: [Event]
    private let scalars: [Int]
    private let roots: [Int]

    init(_ stream: YAMLStream) {
        let nodes = Array(stream.allNodes)
        events = nodes.map { node in
            Event(
                kind: node.kind, parent: node.parent?.index, anchor: node.anchor, tag: node.tag,
                target: node.isAlias ? node.resolved.index : nil, value: Array(node.valueBytes), style: node.style)
        }
        scalars = nodes.indices.filter { nodes[$0].isScalar }
        roots = stream.documents.map(\.index)
    }

    /// Gives the scalar with this number another value.
    mutating func set(_ value: [UInt8], _ scalar: Int) {
        events[scalars[scalar]].value = value
        events[scalars[scalar]].style = nil
    }

    /// What another file has that this one did not expect.
    func difference(from other: EventList) -> String? {
        guard events.count == other.events.count, roots == other.roots else { return "there are other events" }
        for (expected, found) in zip(events, other.events) {
            var found = found
            if expected.style == nil { found.style = nil }
            if expected != found { return "an event differs" }
        }
        return nil
    }
}
