/// One node of a parsed file: a view, as cheap to copy as a reference.
package struct YAMLNode: Sendable {
    package enum Kind: UInt8, Hashable, Sendable {
        case scalar, sequence, mapping, alias

        package var isCollection: Bool { self == .sequence || self == .mapping }
    }

    package let stream: YAMLStream
    /// The node's place in its file: the same whenever the same bytes are parsed.
    package let index: Int

    @inline(__always)
    var node: ArenaNode { stream.nodes[index] }

    package var kind: Kind { node.kind }
    package var style: YAMLStyle { node.style }
    package var isScalar: Bool { node.kind == .scalar }
    package var isMapping: Bool { node.kind == .mapping }
    package var isSequence: Bool { node.kind == .sequence }
    package var isAlias: Bool { node.kind == .alias }
    /// Whether the node stands inside `[…]` or `{…}`.
    package var isInFlow: Bool { node.isInFlow }

    /// The bytes of the node's own text, without anchor and tag.
    ///
    /// - A quoted scalar: with its quotes.
    /// - A block scalar: from the `|` or `>` to behind the line break of its last line of content; with `+`, to behind
    ///   the blank lines that it keeps.
    /// - A collection: from its first key, `-` or bracket to the end of its last value, or behind the bracket.
    /// - An alias: `*name`.
    /// - An empty value: of width zero, behind the `:`, `-` or `?` that it belongs to.
    package var range: Range<Int> { Int(node.start)..<Int(node.end) }

    /// The bytes of the node's text with its anchor and tag.
    package var rangeWithProperties: Range<Int> { Int(ownProperties?.start ?? node.start)..<Int(node.end) }

    /// Where the node's own text starts.
    package var location: SourceLocation { stream.location(of: Int(node.start)) }

    /// The node's text as it is written.
    package var sourceText: String { String(decoding: stream.text[range], as: UTF8.self) }

    package var anchor: String? { ownProperties?.anchor }

    /// The tag, spelled out: `!!str` is `tag:yaml.org,2002:str`.
    package var tag: String? { ownProperties?.tag }

    var ownProperties: NodeProperties? {
        node.properties == 0 ? nil : stream.properties[Int(node.properties) - 1]
    }

    /// The collection that the node stands in; for a mapping's keys and values, the mapping.
    package var parent: YAMLNode? {
        node.parent == ArenaNode.noParent ? nil : YAMLNode(stream: stream, index: Int(node.parent))
    }

    /// What an alias names; any other node itself. Never an alias.
    package var resolved: YAMLNode {
        isAlias ? YAMLNode(stream: stream, index: Int(node.valueStart)) : self
    }
}

extension YAMLNode: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.index == right.index && left.stream === right.stream
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(index)
        hasher.combine(ObjectIdentifier(stream))
    }
}
