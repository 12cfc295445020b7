package import GitStore
import Manifests
package import Planning

/// Holds of rollbacks that wait on branches to be merged: they are in force already.
package struct PendingHolds: Sendable {
    private let repository: GitRepository
    private let ledger: HoldsLedger
    /// Commits of the branch that are looked through for what was merged.
    private static let depth = 5_000

    package init(_ repository: GitRepository, ledger: HoldsLedger) {
        self.repository = repository
        self.ledger = ledger
    }

    /// What the branches would add to the holds of a commit, and what never stood in its history since they parted: a
    /// squashed rollback that was released since is over, though its branch is still there.
    ///
    /// - Parameters:
    ///   - tips: of the rollbacks' branches, by their names.
    ///   - base: the commit that is planned on.
    /// - Throws: `.configuration` where a branch's file cannot be read: what may be held must not move.
    package func holds(
        on tips: [String: GitObjectID], over base: GitObjectID
    ) async throws(ReconciliationError) -> [Hold] {
        var found: [Hold] = []
        for (branch, tip) in tips.sorted(by: { $0.key < $1.key }) {
            for hold in try await holds(at: tip, branch, over: base) where !found.contains(hold) { found.append(hold) }
        }
        return found
    }

    private func holds(
        at tip: GitObjectID, _ branch: String, over base: GitObjectID
    ) async throws(ReconciliationError) -> [Hold] {
        guard let parting = try await parting(tip, base), parting != tip else { return [] }
        let before = try await read(parting, branch)
        var offered = try await read(tip, branch).filter { hold in !before.contains { $0.isSameRefusal(as: hold) } }
        guard !offered.isEmpty else { return [] }
        for version in try await versions(from: base, to: parting) {
            offered.removeAll { hold in version.contains { $0.isSameRefusal(as: hold) } }
        }
        return offered
    }

    private func parting(_ tip: GitObjectID, _ base: GitObjectID) async throws(ReconciliationError) -> GitObjectID? {
        try await gitErrors { () async throws(GitError) in try await repository.mergeBase(tip, base) }
    }

    private func read(_ commit: GitObjectID, _ branch: String) async throws(ReconciliationError) -> [Hold] {
        let snapshot = try await gitErrors { () async throws(GitError) in try await repository.snapshot(of: commit) }
        do throws(ReconciliationError) {
            return try ledger.holds(try await SnapshotFiles(snapshot).read(ledger.path))
        } catch {
            throw ReconciliationError(error.code, subject: branch, error.description)
        }
    }

    /// Each state of the file on the way back to where the branches parted.
    private func versions(
        from base: GitObjectID, to parting: GitObjectID
    ) async throws(ReconciliationError) -> [[Hold]] {
        let path = ledger.path
        let filter = GitChangeFilter(includes: { $0 == path.string })
        var versions: [[Hold]] = []
        var commits = repository.firstParentChanges(from: base, where: filter).makeAsyncIterator()
        for _ in 0..<Self.depth {
            let step = try await gitErrors { () async throws(GitError) in try await commits.next() }
            guard let step, step.commit.id != parting else { break }
            if !step.changes.isEmpty, let holds = try? await read(step.commit.id, "") { versions.append(holds) }
        }
        return versions
    }
}
