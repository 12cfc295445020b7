import GitStore
import Manifests

extension RepositoryScanner {
    /// Reads only what no earlier run has read: neither folders nor files whose ids are known.
    func scan(_ commit: GitSnapshot, _ store: ScanStore) async throws(ReconciliationError) -> RepositoryScan {
        let known = store.load()
        let isNews = known.tree != commit.commit.tree
        var scans = isNews ? try await scans(of: commit, from: known) : known
        let unread = scans.entries.indices.filter { scans.entries[$0].isUnread }
        let looks = try await read(unread.map { scans.entries[$0] }, of: commit)
        for index in unread {
            if let look = looks[scans.entries[index].path], look.isRead { scans.entries[index].scan = look.scan }
        }
        if isNews || !unread.isEmpty { store.save(scans, isNews: isNews) }
        return RepositoryScan(
            revision: commit.commit.id.hex,
            files: scans.entries.count { $0.kind == .file },
            scans: Self.inOrder(scans.entries.compactMap(\.scan) + looks.values.filter { !$0.isRead }.map(\.scan)),
            listed: scans.entries.compactMap(\.finding)
        )
    }

    private func scans(
        of commit: GitSnapshot, from known: KeptScans
    ) async throws(ReconciliationError) -> KeptScans {
        let merge = ScanMerge(known) { isLookedAt($0, $1) }
        let steps = try await gitErrors { () async throws(GitError) in
            try await commit.walk { merge.isKnown($0, $1) }
        }
        return merge.scans(steps)
    }

    private func read(
        _ entries: [KeptEntry], of commit: GitSnapshot
    ) async throws(ReconciliationError) -> [RepositoryPath: Look] {
        let looks = try await look(entries) { [locator] entry in
            do throws(ReconciliationError) {
                let bytes = try await gitErrors { () async throws(GitError) in
                    try await commit.blob(entry.blob, limit: FileLimits.bytes)
                }
                return Look(locator.scan(entry.path, bytes))
            } catch {
                return Look(entry.path, unreadable: error)
            }
        }
        return Dictionary(looks.map { ($0.scan.file, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
