/// Who a commit is by: its author, and who made the commit of it.
package struct GitIdentity: Hashable, Sendable {
    package let author: GitSignature
    package let committer: GitSignature

    package init(author: GitSignature, committer: GitSignature) {
        self.author = author
        self.committer = committer
    }
}

extension GitCommitDraft {
    package init(message: String, by identity: GitIdentity) {
        self.init(message: message, author: identity.author, committer: identity.committer)
    }
}
