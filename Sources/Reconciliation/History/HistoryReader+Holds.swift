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
        var steps = repository.firstParentHistory(from: tip, of: ledger.path.string).makeAsyncIterator()
        while found.count < limit, !known.isEmpty || commits.count < limit {
            guard let step = try await gitErrors({ () async throws(GitError) in try await steps.next() }) else { break }
            guard !Task.isCancelled else {
                throw .cancelledHistory
            }
            let holds = step.isChange ? try await holds(step.old, step.new, ledger) : []
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
        var steps = repository.firstParentHistory(from: id, of: ledger.path.string).makeAsyncIterator()
        var commit = commit
        if let step = try await gitErrors({ () async throws(GitError) in try await steps.next() }), step.isChange {
            commit.holds = try await holds(step.old, step.new, ledger)
        }
        return commit
    }

    private static func commit(_ commit: GitCommit, _ holds: [HistoryHold]) -> HistoryCommit? {
        holds.isEmpty ? nil : HistoryCommit(commit, [])
    }

    /// Nothing is told of a file that could not be read then.
    private func holds(
        _ before: GitTreeEntry?, _ after: GitTreeEntry?, _ ledger: HoldsLedger
    ) async throws(ReconciliationError) -> [HistoryHold] {
        guard let old = try? ledger.holds(await bytes(before)), let new = try? ledger.holds(await bytes(after))
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
