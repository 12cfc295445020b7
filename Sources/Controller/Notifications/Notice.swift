import KubernetesAPI

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Something that happened to a repository and that somebody may want to be told.
struct Notice: Sendable, Hashable {
    enum Event: String, Sendable, CaseIterable {
        /// Images were pinned or moved.
        case commit
        /// An image was put back because workloads failed on it.
        case rollback
        /// A run failed that did not before, or for another reason.
        case failure
        /// The first run that came through after one that failed.
        case recovery
        /// More references are blocked than before.
        case blocked
    }

    struct Change: Sendable, Hashable, Codable {
        let file: String
        let from: String
        let to: String
    }

    /// Changes that one notice names; the others are counted.
    static let listed = 20

    let event: Event
    let object: ObjectReference
    /// Without a password.
    let url: String
    let branch: String?
    /// One word in CamelCase.
    let reason: String
    /// A sentence for people.
    let message: String
    /// The commit that was planned on, or that was made.
    var revision: String?
    var changes: [Change] = []
    var changesLeftOut = 0
    let time: Date

    var isBad: Bool { event != .commit && event != .recovery }

    /// The same for a notice that says the same, whenever it is made.
    var sameness: [String] {
        [
            object.namespace ?? "", object.name, event.rawValue, reason, message,
            event == .commit ? revision ?? "" : "",
        ]
    }
}
