/// The fields in which two statuses differ, as a merge patch: what is the same is not sent, what is gone is `null`.
struct StatusChanges: Encodable, Sendable {
    private typealias Key = ConfigRepositoryStatus.CodingKeys

    private let old: ConfigRepositoryStatus
    private let new: ConfigRepositoryStatus

    /// `nil` where there is nothing to write.
    init?(from old: ConfigRepositoryStatus?, to new: ConfigRepositoryStatus) {
        let old = old ?? ConfigRepositoryStatus()
        guard old != new else { return nil }
        self.old = old
        self.new = new
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for key in Key.allCases {
            switch key {
            case .observedGeneration: try put(\.observedGeneration, key, &container)
            case .conditions: try put(\.conditions, key, &container)
            case .observedRevision: try put(\.observedRevision, key, &container)
            case .lastCommit: try put(\.lastCommit, key, &container)
            case .pullRequest: try put(\.pullRequest, key, &container)
            case .counts: try put(\.counts, key, &container)
            case .blocked: try put(\.blocked, key, &container)
            case .history: try put(\.history, key, &container)
            case .registries: try put(\.registries, key, &container)
            case .offered: try put(\.offered, key, &container)
            case .rollout: try put(\.rollout, key, &container)
            case .effectiveConfiguration: try put(\.effectiveConfiguration, key, &container)
            case .lastHandledReconcileAt: try put(\.lastHandledReconcileAt, key, &container)
            }
        }
    }

    private func put<Value: Encodable & Equatable>(
        _ field: (ConfigRepositoryStatus) -> Value?, _ key: Key, _ container: inout KeyedEncodingContainer<Key>
    ) throws {
        guard field(old) != field(new) else { return }
        if let value = field(new) {
            try container.encode(value, forKey: key)
        } else {
            try container.encodeNil(forKey: key)
        }
    }
}
