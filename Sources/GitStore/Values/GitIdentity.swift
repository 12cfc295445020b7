/// Who a commit is by: its author, who made the commit of it, and with what key that is vouched for.
package struct GitIdentity: Hashable, Sendable {
    package let author: GitSignature
    package let committer: GitSignature
    /// `nil`: commits are not signed.
    package let signer: CommitSigner?

    package init(author: GitSignature, committer: GitSignature, signer: CommitSigner? = nil) {
        self.author = author
        self.committer = committer
        self.signer = signer
    }
}

extension GitCommitDraft {
    package init(message: String, by identity: GitIdentity) {
        self.init(message: message, author: identity.author, committer: identity.committer)
        if let signer = identity.signer { sign = { try await signer.signature(over: $0) } }
    }
}
