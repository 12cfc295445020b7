/// A file of a work tree that is tracked, or neither tracked nor ignored.
package struct GitWorkTreeFile: Hashable, Sendable {
    /// From the root of the work tree, parts joined by `/`.
    package let path: String
    package let kind: GitFileKind
    package let isTracked: Bool
}

/// What is written to a path of a work tree and committed from there.
package enum GitWorkTreeChange: Hashable, Sendable {
    /// The bytes as they stand in the work tree, after its filters.
    case content([UInt8])
    case delete
}
