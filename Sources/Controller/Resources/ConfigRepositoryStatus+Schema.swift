package import KubernetesAPI
package import Settings

extension ConfigRepositoryStatus: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .observedGeneration: Self.key(\.observedGeneration, "The generation that was last acted on.")
        case .conditions:
            Self.key(
                \.conditions, "Ready always; Reconciling and Stalled while they are true.",
                .init("maxItems", .integer(8)), .init("x-kubernetes-list-type", .string("map")),
                .init("x-kubernetes-list-map-keys", .words(["type"])))
        case .observedRevision: Self.key(\.observedRevision, "The commit that was planned on last.")
        case .lastCommit: Self.key(\.lastCommit, "The commit that was pushed last.")
        case .pullRequest: Self.key(\.pullRequest, "The pull request that waits.")
        case .counts: Self.key(\.counts, "The references of the last plan by their status.")
        case .blocked:
            Self.key(
                \.blocked, "The first references that are blocked, with reasons.",
                .init("maxItems", .integer(listed)))
        case .history:
            Self.key(
                \.history, "The newest commits by this controller, newest first.", .init("maxItems", .integer(listed)))
        case .registries:
            Self.key(
                \.registries, "Hosts whose images the repository names; a push to one is a reason to look again.",
                .init("maxItems", .integer(registryLimit)))
        case .offered:
            Self.key(
                \.offered, "What waits to be merged; it is watched from when it is on the branch.",
                .init("maxItems", .integer(rolledLimit)))
        case .rollout: Self.key(\.rollout, "The commit whose workloads are watched, to be rolled back if they fail.")
        case .effectiveConfiguration:
            Self.key(
                \.effectiveConfiguration,
                "The configuration with what the cluster adds to it, for 'pinnace reconcile --config'.",
                .init("maxLength", .integer(configurationLimit)))
        case .lastHandledReconcileAt:
            Self.key(\.lastHandledReconcileAt, "The last value of the requestedAt annotation that was acted on.")
        }
    }
}

extension ConfigRepositoryStatus.Counts: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .references: Self.key(\.references, "All that were found.")
        case .changed: Self.key(\.changed, "Changed by the last commit.")
        case .pending: Self.key(\.pending, "To be changed, and not yet.")
        case .unchanged: Self.key(\.unchanged, "Right as they are.")
        case .skipped: Self.key(\.skipped, "Left alone by rule.")
        case .held: Self.key(\.held, "Kept by a hold.")
        case .blocked: Self.key(\.blocked, "Not to be changed as they are.")
        }
    }
}

extension ConfigRepositoryStatus.BlockedReference: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .file: Self.key(\.file, "The file.", .init("maxLength", .integer(4_096)))
        case .line: Self.key(\.line, "The line, from 1.")
        case .image: Self.key(\.image, "The reference as it stands.")
        case .reason: Self.key(\.reason, "The reason's code.")
        case .message: Self.key(\.message, "The reason in words.")
        }
    }
}

extension ConfigRepositoryStatus.Rollout: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .commit: Self.key(\.commit, "The commit.")
        case .until: Self.key(\.until, "When watching ends.", .init("format", .string("date-time")))
        case .images:
            Self.key(\.images, "What it changed.", .init("maxItems", .integer(ConfigRepositoryStatus.rolledLimit)))
        }
    }
}

extension ConfigRepositoryStatus.RolledImage: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .from: Self.key(\.from, "What stood there.")
        case .to: Self.key(\.to, "What stands there.")
        }
    }
}

extension ConfigRepositoryStatus.HistoryEntry: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .time: Self.key(\.time, "When it was pushed.", .init("format", .string("date-time")))
        case .operation: Self.key(\.operation, "reconcile or rollback.")
        case .commit: Self.key(\.commit, "The commit.")
        case .changes: Self.key(\.changes, "How many references it changed.")
        case .message: Self.key(\.message, "Its first line.")
        }
    }
}

extension Condition: DescribedKeys {
    package static func described(_ key: CodingKeys) -> SchemaKey {
        switch key {
        case .type: Self.key(\.type, "What it is about.", .init("maxLength", .integer(64)))
        case .status: Self.key(\.status, "True, False or Unknown.", words: ["True", "False", "Unknown"])
        case .reason: Self.key(\.reason, "Why, in one word.", .init("maxLength", .integer(128)))
        case .message: Self.key(\.message, "Why, in a sentence.", .init("maxLength", .integer(32_768)))
        case .observedGeneration: Self.key(\.observedGeneration, "The generation that it was found at.")
        case .lastTransitionTime:
            Self.key(\.lastTransitionTime, "When its status changed.", .init("format", .string("date-time")))
        }
    }
}
