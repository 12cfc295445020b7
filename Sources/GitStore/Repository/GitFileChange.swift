/// What a commit does to one path.
package enum GitFileChange: Sendable, Hashable {
    /// New bytes, as git stores them. The kind stays what it was; a new path is a plain file.
    case content([UInt8])
    /// A file of this kind, whatever stood there.
    case file([UInt8], kind: GitFileKind)
    /// The path goes, and directories that it leaves empty.
    case delete
}

/// What goes into a commit besides its tree.
package struct GitCommitDraft: Sendable {
    package var message: String
    package var author: GitSignature
    package var committer: GitSignature
    /// Makes an armoured signature (OpenPGP or SSH) over the bytes of the commit.
    package var sign: (@Sendable ([UInt8]) async throws -> String)?

    package init(
        message: String, author: GitSignature, committer: GitSignature? = nil,
        sign: (@Sendable ([UInt8]) async throws -> String)? = nil
    ) {
        self.message = message
        self.author = author
        self.committer = committer ?? author
        self.sign = sign
    }
}
