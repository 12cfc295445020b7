/// One node of a parsed file. All nodes stand in one array, parents in front of their children.
struct ArenaNode: Equatable {
    static let noParent = UInt32.max

    /// The text of the node itself, without anchor and tag.
    var start: UInt32
    var end: UInt32
    /// A scalar's value: where it starts in the text or, with `isCooked`, among the cooked values. An alias's anchored
    /// node.
    var valueStart: UInt32 = 0
    var valueLength: UInt32 = 0
    var parent: UInt32
    /// The index behind the last descendant: the next sibling, if the parent goes on that far. 0 while it is open.
    var subtreeEnd: UInt32 = 0
    /// 1 + the index of its anchor and tag; 0 for a node that has neither.
    var properties: UInt32 = 0
    var kind: YAMLNode.Kind
    var style: YAMLStyle
    /// The value differs from the text that spells it.
    var isCooked = false
    /// Inside `[…]` or `{…}`.
    var isInFlow: Bool
}

/// What may stand in front of a node.
struct NodeProperties: Equatable {
    /// The offset of the `&` or `!` that comes first.
    var start: UInt32
    var anchor: String?
    var tag: String?
}
