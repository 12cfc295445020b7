import KubernetesAPI

/// The resources as the cluster last told, and what is known of each from the runs of this process.
actor ResourceStore {
    private var resources: [ObjectKey: ConfigRepository] = [:]
    private var failures: [ObjectKey: Int] = [:]
    /// The status of what was seen last, for the metrics.
    private var summaries: [ObjectKey: (isReady: Bool, counts: ConfigRepositoryStatus.Counts)] = [:]

    subscript(key: ObjectKey) -> ConfigRepository? { resources[key] }

    var all: [ConfigRepository] { resources.values.sorted { $0.key < $1.key } }

    /// - Returns: keys that are gone.
    func replaceAll(_ listed: [ConfigRepository]) -> [ObjectKey] {
        let before = Set(resources.keys)
        resources = Dictionary(listed.map { ($0.key, $0) }) { $1 }
        let gone = before.subtracting(resources.keys)
        for key in gone { forget(key) }
        return Array(gone)
    }

    /// What a write answered may be newer than what the watch has told; what is older changes nothing.
    ///
    /// - Returns: whether the resource asks for something that it did not ask for before, as its spec or the annotation
    ///   changed. The echo of a status that this controller wrote itself asks for nothing.
    @discardableResult
    func put(_ resource: ConfigRepository) -> Bool {
        guard let old = resources[resource.key], old.metadata.uid == resource.metadata.uid else {
            resources[resource.key] = resource
            return true
        }
        guard old.generation <= resource.generation else { return false }
        resources[resource.key] = resource
        return old.generation != resource.generation || old.requestedAt != resource.requestedAt
    }

    func remove(_ key: ObjectKey) {
        resources[key] = nil
        forget(key)
    }

    /// - Returns: failures in a row, this one counted.
    func failed(_ key: ObjectKey) -> Int {
        failures[key, default: 0] += 1
        return failures[key] ?? 1
    }

    func succeeded(_ key: ObjectKey) {
        failures[key] = nil
    }

    func summarize(_ key: ObjectKey, isReady: Bool, _ counts: ConfigRepositoryStatus.Counts?) {
        summaries[key] = (isReady, counts ?? summaries[key]?.counts ?? ConfigRepositoryStatus.Counts())
    }

    /// Sums over all repositories.
    func totals() -> (ready: Int, notReady: Int, counts: ConfigRepositoryStatus.Counts) {
        var counts = ConfigRepositoryStatus.Counts()
        for summary in summaries.values {
            counts.changed += summary.counts.changed
            counts.pending += summary.counts.pending
            counts.unchanged += summary.counts.unchanged
            counts.skipped += summary.counts.skipped
            counts.held += summary.counts.held
            counts.blocked += summary.counts.blocked
        }
        let ready = summaries.values.count { $0.isReady }
        return (ready, summaries.count - ready, counts)
    }

    private func forget(_ key: ObjectKey) {
        failures[key] = nil
        summaries[key] = nil
    }
}
