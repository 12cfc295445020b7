package import Planning

/// What a rollback would write.
package struct RollbackDraft: Sendable {
    package let changes: [HistoryChange]
    /// Places that are left as they are, each with a sentence why.
    package let notes: [String]
    package let files: [FileChange]
    package let holds: [Hold]
    package let message: String
}
