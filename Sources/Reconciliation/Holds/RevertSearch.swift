import GitStore
import ImageModel
import Manifests
import Planning

/// Finds the moves that people took back by hand: places where the newest change puts back what stood there before a pin.
/// They have said no, and a run that knows only the files would pin the same again.
struct RevertSearch {
    private let ledger: HoldsLedger
    private let holds: HoldBook
    private let locator: FileLocator
    private let past: RepositoryPast

    /// Commits looked at. A revert becomes a hold in the next run, so an older one that is none was let go.
    private static let depth = 5_000

    init(_ past: RepositoryPast, ledger: HoldsLedger, holds: HoldBook, locator: FileLocator) {
        self.past = past
        self.ledger = ledger
        self.holds = holds
        self.locator = locator
    }

    /// The holds that those places want, in the order of the references.
    func holds(for references: [PlannedReference]) async throws(ReconciliationError) -> [Hold] {
        let traces = references.compactMap { RevertTrace($0) }.filter { !isDecided($0) }
        guard !traces.isEmpty else { return [] }
        let reverts = try await follow(traces).compactMap(\.revert)
        guard let oldest = reverts.map(\.depth).max() else { return [] }
        let decisions = try await decisions(depth: oldest)
        return reverts.filter { revert in
            !decisions.contains { $0.depth <= revert.depth && revert.trace.isCovered(by: $0.hold) }
        }.map { $0.hold(today: holds.today) }
    }

    /// Whoever wrote a hold for the place, even one that is over, has decided about it.
    private func isDecided(_ trace: RevertTrace) -> Bool {
        holds.holds.contains { trace.isCovered(by: $0) }
    }

    private func follow(_ traces: [RevertTrace]) async throws(ReconciliationError) -> [RevertTrace] {
        var traces = traces
        let files = Set(traces.map(\.place.file))
        let reader = HistoryReader(past.repository, locator: locator) { files.contains($0) }
        var depth = 0
        try await reader.walk(from: past.tip) { commit, changes in
            for index in traces.indices where traces[index].isOpen {
                guard let change = changes.first(where: { $0.place == traces[index].place }) else { continue }
                traces[index].follow(change, commit, depth: depth)
            }
            depth += 1
            return depth < Self.depth && traces.contains(where: \.isOpen)
        }
        return traces
    }

    /// Holds that came or went on the way, each with how many commits ago: a revert that brought its own hold needs no
    /// other, and one whose hold was released is over.
    private func decisions(depth: Int) async throws(ReconciliationError) -> [(depth: Int, hold: Hold)] {
        var decisions: [(depth: Int, hold: Hold)] = []
        let commits = try await gitErrors { () async throws(GitError) in
            try await past.repository.firstParents(from: past.tip, limit: depth + 1)
        }
        var newBlob = try await ledgerBlob(past.tip)
        for (age, commit) in commits.enumerated() {
            var oldBlob: GitObjectID?
            if let parent = commit.firstParent { oldBlob = try await ledgerBlob(parent) }
            defer { newBlob = oldBlob }
            guard oldBlob != newBlob else { continue }
            let (old, new) = (try await read(oldBlob), try await read(newBlob))
            let gone = old.filter { !new.contains($0) }
            let added = age == depth ? new.filter { !old.contains($0) } : []
            decisions += (gone + added).map { (age, $0) }
        }
        return decisions
    }

    private func ledgerBlob(_ commit: GitObjectID) async throws(ReconciliationError) -> GitObjectID? {
        try await gitErrors { () async throws(GitError) in
            let entry = try await past.repository.snapshot(of: commit).entry(ledger.path.string)
            return entry?.kind == .file ? entry?.id : nil
        }
    }

    /// A file that was broken at some commit said nothing then.
    private func read(_ blob: GitObjectID?) async throws(ReconciliationError) -> [Hold] {
        guard let blob else { return [] }
        let bytes = try await gitErrors { () async throws(GitError) in
            try await past.repository.blob(blob, limit: FileLimits.bytes)
        }
        return (try? ledger.holds(bytes)) ?? []
    }
}
