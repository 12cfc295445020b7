package import GitStore
import ImageModel
import Manifests
package import Planning

/// What one commit would do.
package struct CommitProposal: Sendable {
    package let changes: [FileChange]
    package let message: String

    package init(changes: [FileChange], message: String) {
        self.changes = changes
        self.message = message
    }

    /// For a commit made of a snapshot: the bytes as git stores them.
    package var gitChanges: [String: GitFileChange] {
        changes.reduce(into: [:]) { $0[$1.path.string] = $1.new.map { .content($0) } ?? .delete }
    }

    /// For a work tree: the bytes as they stand there.
    package var workTreeChanges: [String: GitWorkTreeChange] {
        changes.reduce(into: [:]) { $0[$1.path.string] = $1.new.map { .content($0) } ?? .delete }
    }
}

extension CommitProposal {
    /// `nil` where a reconcile has nothing to write: no commit is made of nothing.
    package init?(_ draft: Reconciler.Draft, subject: PlanTemplate?, body: PlanTemplate? = nil) {
        guard !draft.changes.isEmpty else { return nil }
        self.init(
            changes: draft.changes, message: CommitMessage.reconcile(draft, subject: subject, body: body).text)
    }
}

extension CommitProposal {
    /// A commit about holds.
    package init(changes: [FileChange], operation: String, subject: String, reason: String?) {
        let line = reason?.printable()
        self.init(
            changes: changes,
            message: CommitMessage(
                subject: subject.printable(limit: 120),
                paragraphs: [line].compactMap(\.self),
                trailers: ["\(ChangeTrailer.operationKey): \(operation)"]
                    + (line.map { ["\(ChangeTrailer.reasonKey): \($0)"] } ?? [])
            ).text
        )
    }
}
