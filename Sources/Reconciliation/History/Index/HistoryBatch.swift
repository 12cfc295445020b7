import GitStore
import Manifests

/// Commits, and what they did to files, packed: a path is held once, whoever changes it.
struct HistoryBatch {
    struct Change {
        /// The place of its commit in ``steps``.
        let step: Int
        let path: RepositoryPath
        let blobs: BlobChange
    }

    private(set) var steps: [(id: GitObjectID, parent: GitObjectID?)] = []
    private(set) var changes: [Change] = []
    private var paths: [String: RepositoryPath] = [:]

    mutating func add(_ news: GitCommitChanges) {
        for difference in news.changes {
            guard let path = paths[difference.path] ?? RepositoryPath(difference.path) else { continue }
            paths[difference.path] = path
            changes.append(Change(step: steps.count, path: path, blobs: BlobChange(difference)))
        }
        steps.append((news.commit.id, news.commit.firstParent))
    }

    /// The newest version of a file first, then the one before it.
    var inFileOrder: [Change] {
        changes.sorted { ($0.path, $0.step) < ($1.path, $1.step) }
    }
}
