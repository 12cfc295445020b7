/// What a tree says a path is.
package enum GitFileKind: Sendable, Hashable {
    case file
    case executable
    case symlink
    case submodule

    /// The mode in the tree, as git prints it in octal.
    package var mode: UInt32 {
        switch self {
        case .file: 0o100644
        case .executable: 0o100755
        case .symlink: 0o120000
        case .submodule: 0o160000
        }
    }

    /// `nil` for a directory. Old trees hold 100664 for plain files.
    init?(mode: UInt32) {
        switch mode & 0o170000 {
        case 0o100000: self = mode & 0o100 == 0 ? .file : .executable
        case 0o120000: self = .symlink
        case 0o160000: self = .submodule
        default: return nil
        }
    }
}

/// One file of a snapshot.
package struct GitTreeEntry: Hashable, Sendable {
    /// From the root of the repository, parts joined by `/`.
    package let path: String
    package let id: GitObjectID
    package let kind: GitFileKind
    /// False where the name in the tree is not UTF-8: ``path`` is then a repaired spelling that names no file.
    package let hasValidPath: Bool
}

/// A path that two trees disagree on; a side that lacks it is `nil`.
package struct GitTreeDifference: Hashable, Sendable {
    package let path: String
    package let old: GitTreeEntry?
    package let new: GitTreeEntry?
}
