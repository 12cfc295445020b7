package import GitStore
import Manifests
import Planning

extension HistoryReader {
    /// A larger file of holds is nobody's.
    private static let mostBytes = 4 << 20

    /// The same commits with what they did to holds, and among them those that did nothing else; as far back as the last
    /// one, or to the beginning where there are fewer than the limit.
    package func addingHolds(
        to commits: [HistoryCommit], from tip: GitObjectID, limit: Int, _ ledger: HoldsLedger
    ) async throws(ReconciliationError) -> [HistoryCommit] {
        var known = Dictionary(commits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [HistoryCommit] = []
        let path = ledger.path.string
        var steps = repository.firstParentChanges(from: tip, where: GitChangeFilter { $0 == path }).makeAsyncIterator()
        while found.count < limit, !known.isEmpty || commits.count < limit {
            guard let step = try await gitErrors({ () async throws(GitError) in try await steps.next() }) else { break }
            guard !Task.isCancelled else {
                throw ReconciliationError(.cancelled, "cancelled before the history was read")
            }
            let holds = try await holds(step.changes.first, ledger)
            guard var commit = known.removeValue(forKey: step.commit.id.hex) ?? Self.commit(step.commit, holds) else {
                continue
            }
            commit.holds = holds
            found.append(commit)
        }
        return found
    }

    /// One commit with what it did to holds.
    package func addingHolds(
        to commit: HistoryCommit, _ id: GitObjectID, _ ledger: HoldsLedger
    ) async throws(ReconciliationError) -> HistoryCommit {
        let differences = try await gitErrors { () async throws(GitError) in
            try await repository.changes(of: repository.commit(id))
        }
        var commit = commit
        commit.holds = try await holds(differences.first { $0.path == ledger.path.string }, ledger)
        return commit
    }

    private static func commit(_ commit: GitCommit, _ holds: [HistoryHold]) -> HistoryCommit? {
        holds.isEmpty ? nil : HistoryCommit(commit, [])
    }

    /// Nothing is told of a file that could not be read then.
    private func holds(
        _ difference: GitTreeDifference?, _ ledger: HoldsLedger
    ) async throws(ReconciliationError) -> [HistoryHold] {
        guard let difference else { return [] }
        guard let old = try? ledger.holds(await bytes(difference.old)),
            let new = try? ledger.holds(await bytes(difference.new))
        else { return [] }
        let released = old.filter { hold in !new.contains { $0.isSameRefusal(as: hold) } }
        let held = new.filter { hold in !old.contains { $0.isSameRefusal(as: hold) } }
        return released.map { HistoryHold(.released, $0) } + held.map { HistoryHold(.held, $0) }
    }

    private func bytes(_ entry: GitTreeEntry?) async throws(GitError) -> [UInt8]? {
        guard let entry, entry.kind == .file || entry.kind == .executable else { return nil }
        return try await repository.blob(entry.id, limit: Self.mostBytes)
    }
}
