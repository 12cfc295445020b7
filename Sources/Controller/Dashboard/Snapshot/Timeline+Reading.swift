import GitStore
import Reconciliation

extension Timeline {
    /// Brings an older timeline up to date: commits that it knows are not read again. After the limit what was read so far
    /// is kept, and the rest is left out.
    ///
    /// - Throws: what reading the repository throws.
    func following(_ details: RunDetails, limit: Duration) async throws(ReconciliationError) -> Timeline {
        guard tip != details.tip.hex else { return self }
        let reader = HistoryReader(details.repository, locator: details.locator, isSelected: details.isSelected)
        let news = try await reader.recent(
            from: details.tip, until: tip, commits: SnapshotLimits.commits, limit: limit)
        var timeline = Timeline(entries: news.commits.map { Entry($0) }, tip: details.tip.hex, isCut: !news.isWhole)
        if news.reachedKnown {
            timeline.entries += entries
            timeline.isCut = isCut
        }
        if timeline.entries.count > SnapshotLimits.commits {
            timeline.entries.removeLast(timeline.entries.count - SnapshotLimits.commits)
            timeline.isCut = true
        }
        return timeline
    }
}

extension Timeline.Entry {
    init(_ commit: HistoryCommit) {
        self.init(
            commit: commit.id, time: commit.time,
            author: SnapshotLimits.bounded(
                String(commit.author.prefix { $0 != "<" }.reversed().drop { $0 == " " }.reversed())),
            operation: commit.operation, subject: SnapshotLimits.bounded(commit.subject),
            reason: commit.changes.lazy.compactMap(\.reason).first.map(SnapshotLimits.bounded),
            changes: commit.changes.prefix(SnapshotLimits.changes).map { Timeline.Change($0) },
            changesLeftOut: max(0, commit.changes.count - SnapshotLimits.changes))
    }
}

extension Timeline.Change {
    fileprivate init(_ change: HistoryChange) {
        self.init(
            file: SnapshotLimits.bounded(change.file), object: change.object.map(SnapshotLimits.bounded),
            field: SnapshotLimits.bounded(change.field), from: change.from.map(SnapshotLimits.bounded),
            to: change.to.map(SnapshotLimits.bounded))
    }
}
