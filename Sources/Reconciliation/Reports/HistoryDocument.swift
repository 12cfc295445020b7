import ImageModel
import Planning

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
        package let holds: [HoldStep]
    }

    /// Of a hold, what names it and why it is there.
    package struct HoldStep: Codable, Hashable, Sendable {
        package let step: String
        @Nullable package var image: String?
        @Nullable package var file: String?
        @Nullable package var object: String?
        @Nullable package var field: String?
        @Nullable package var from: String?
        @Nullable package var to: String?
        @Nullable package var until: String?
        @Nullable package var reason: String?
        @Nullable package var who: String?
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
            changes: commit.changes.map(HistoryDocument.Change.init),
            holds: commit.holds.map(HistoryDocument.HoldStep.init)
        )
    }
}

extension HistoryDocument.HoldStep {
    init(_ step: HistoryHold) {
        let hold = step.hold
        self.init(
            step: step.step.rawValue, image: hold.image?.text, file: hold.file, object: hold.object, field: hold.field,
            from: hold.from, to: hold.to, until: hold.until, reason: hold.reason, who: hold.who)
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
