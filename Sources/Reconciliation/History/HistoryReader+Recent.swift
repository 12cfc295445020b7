package import GitStore

/// The newest part of a history.
package struct RecentHistory: Sendable {
    package var commits: [HistoryCommit] = []
    /// Whether reading ended at the commit that was known before.
    package var reachedKnown = false
    /// Whether reading came to the first commit.
    package var isWhole = false
}

extension HistoryReader {
    /// Commits that changed an image, newest first, as far as there is time.
    ///
    /// - Parameters:
    ///   - known: a commit, in hex, at which to end; it is not among what is returned.
    ///   - commits: how many at most.
    ///   - limit: how long reading may take; one commit more is read after that.
    package func recent(
        from tip: GitObjectID, until known: String?, commits: Int, limit: Duration
    ) async throws(ReconciliationError) -> RecentHistory {
        let end = ContinuousClock.now + limit
        var recent = RecentHistory(isWhole: true)
        try await walk(from: tip) { commit, changes in
            if commit.id.hex == known {
                recent.reachedKnown = true
                return false
            }
            if !changes.isEmpty { recent.commits.append(HistoryCommit(commit, changes.map { HistoryChange($0) })) }
            guard recent.commits.count < commits, ContinuousClock.now < end else {
                recent.isWhole = false
                return false
            }
            return true
        }
        return recent
    }
}
