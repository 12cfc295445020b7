#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The newest commits that changed images, people's own among them, newest first.
struct Timeline: Sendable, Hashable {
    /// What a commit did to one reference.
    struct Change: Sendable, Hashable {
        let file: String
        let object: String?
        let field: String
        let from: String?
        let to: String?
    }

    struct Entry: Sendable, Hashable {
        let commit: String
        let time: Date
        /// The author's name, without the address.
        let author: String
        /// `reconcile` or `rollback`; `nil` for people's own.
        let operation: String?
        let subject: String
        let reason: String?
        let changes: [Change]
        let changesLeftOut: Int
    }

    var entries: [Entry] = []
    /// The commit that it was read from.
    var tip: String?
    /// Whether there may be older ones.
    var isCut = false
}
