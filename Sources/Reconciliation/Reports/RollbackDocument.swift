/// `rollback --format json`.
package struct RollbackDocument: ReportDocument {
    package struct Change: Encodable, Hashable, Sendable {
        let file: String
        let object: String?
        let field: String
        let from: String?
        let to: String?
    }

    private let apiVersion = ReportVersion.apiVersion
    private let kind = "Rollback"
    private let commit: String?
    private let changes: [Change]
    private let notes: [String]

    /// - Parameter commit: the commit's id; `nil` for a dry run.
    package init(_ draft: RollbackDraft, commit: String?) {
        self.commit = commit
        notes = draft.notes
        changes = draft.changes.map {
            Change(file: $0.file, object: $0.object, field: $0.field, from: $0.from, to: $0.to)
        }
    }
}
