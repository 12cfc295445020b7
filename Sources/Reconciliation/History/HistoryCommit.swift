#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A commit that changed images, with what it changed.
package struct HistoryCommit: Sendable, Hashable {
    /// The commit's whole object id, in hex.
    package var id: String
    package var time: Date
    /// `Name <address>`, as the commit says.
    package var author: String
    /// What Pinnace did (`reconcile`, `rollback`); `nil` for people's own edits.
    package var operation: String?
    package var subject: String
    package var changes: [HistoryChange]
    /// What it did to holds, where that was looked for.
    package var holds: [HistoryHold] = []

    package init(
        id: String, time: Date, author: String, operation: String?, subject: String, changes: [HistoryChange]
    ) {
        self.id = id
        self.time = time
        self.author = author
        self.operation = operation
        self.subject = subject
        self.changes = changes
    }
}

/// One image that a commit moved from one reference to another.
package struct HistoryChange: Sendable, Hashable {
    package var file: String
    /// As ``Manifests/ObjectIdentity`` prints: `Deployment/prod/api`.
    package var object: String?
    package var field: String
    /// `nil` where the reference was added.
    package var from: String?
    /// `nil` where the reference was removed.
    package var to: String?
    package var rule: String?
    package var reason: String?

    package init(
        file: String, object: String?, field: String, from: String?, to: String?, rule: String? = nil,
        reason: String? = nil
    ) {
        self.file = file
        self.object = object
        self.field = field
        self.from = from
        self.to = to
        self.rule = rule
        self.reason = reason
    }
}
