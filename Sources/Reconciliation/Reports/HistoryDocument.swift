#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A history as `--format json` prints it; described by `schemas/history.schema.json`.
package struct HistoryDocument: ReportDocument, Codable, Hashable {
    package var apiVersion = ReportVersion.apiVersion
    package var kind = "History"
    package let commits: [Commit]

    package struct Commit: Codable, Hashable, Sendable {
        package let id: String
        /// ISO 8601 in UTC, to the second.
        package let time: String
        package let author: String
        @Nullable package var operation: String?
        package let subject: String
        package let changes: [Change]
    }

    package struct Change: Codable, Hashable, Sendable {
        package let file: String
        @Nullable package var object: String?
        package let field: String
        @Nullable package var from: String?
        @Nullable package var to: String?
        @Nullable package var rule: String?
        @Nullable package var reason: String?
    }

    package init(_ commits: [HistoryCommit]) {
        self.commits = commits.map(Commit.init)
    }
}

extension HistoryDocument.Commit {
    init(_ commit: HistoryCommit) {
        self.init(
            id: commit.id,
            time: commit.time.formatted(.iso8601),
            author: commit.author,
            operation: commit.operation,
            subject: commit.subject,
            changes: commit.changes.map(HistoryDocument.Change.init)
        )
    }
}

extension HistoryDocument.Change {
    init(_ change: HistoryChange) {
        self.init(
            file: change.file,
            object: change.object,
            field: change.field,
            from: change.from,
            to: change.to,
            rule: change.rule,
            reason: change.reason
        )
    }
}
