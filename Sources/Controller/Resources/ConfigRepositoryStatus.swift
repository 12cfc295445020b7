package import KubernetesAPI

/// What a controller found out and did. It is written when it changes and at no other time; what changes with every run,
/// such as the time of the last one, is in the metrics.
package struct ConfigRepositoryStatus: Codable, Hashable, Sendable {
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case observedGeneration, conditions, observedRevision, lastCommit, pullRequest, counts, blocked, history
        case registries, offered, rollout, effectiveConfiguration, lastHandledReconcileAt
    }

    package var observedGeneration: Int?
    package var conditions: [Condition]?
    package var observedRevision: String?
    package var lastCommit: String?
    package var pullRequest: String?
    package var counts: Counts?
    package var blocked: [BlockedReference]?
    package var history: [HistoryEntry]?
    package var registries: [String]?
    package var offered: [RolledImage]?
    package var rollout: Rollout?
    package var effectiveConfiguration: String?
    package var lastHandledReconcileAt: String?

    package init() {}

    package struct Counts: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable {
            case references, changed, pending, unchanged, skipped, held, blocked
        }

        package var references = 0
        package var changed = 0
        package var pending = 0
        package var unchanged = 0
        package var skipped = 0
        package var held = 0
        package var blocked = 0

        package init() {}
    }

    package struct BlockedReference: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case file, line, image, reason, message }

        package var file: String
        package var line: Int
        package var image: String
        package var reason: String
        package var message: String
    }

    /// A commit whose workloads are watched.
    package struct Rollout: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case commit, until, images }

        package var commit: String
        package var until: String
        package var images: [RolledImage]
    }

    package struct RolledImage: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case from, to }

        package var from: String
        package var to: String
    }

    package struct HistoryEntry: Codable, Hashable, Sendable {
        package enum CodingKeys: String, CodingKey, CaseIterable { case time, operation, commit, changes, message }

        package var time: String
        package var operation: String
        package var commit: String
        package var changes: Int
        package var message: String
    }
}

extension ConfigRepositoryStatus {
    /// How many blocked references and past commits a status names.
    static let listed = 10
    /// Characters of a message; the resource's schema refuses longer ones.
    static let messageLimit = 1_024
    /// How many registries a status names.
    static let registryLimit = 64
    /// How many images of one commit are watched.
    static let rolledLimit = 64
    static let configurationLimit = 32_768
}
