package import GitStore
package import Manifests

/// Reads from the commits' content which image was changed when: squashes, rebases and people's own edits count as much
/// as Pinnace's. Trailers only add the reasons.
package struct HistoryReader: Sendable {
    package let repository: GitRepository
    let locator: FileLocator
    private let isSelected: @Sendable (RepositoryPath) -> Bool
    let store: HistoryStore?

    /// - Parameter store: keeps what was read for the next time; its rules are those of the locator and the selection.
    package init(
        _ repository: GitRepository, locator: FileLocator = FileLocator(), store: HistoryStore? = nil,
        isSelected: @escaping @Sendable (RepositoryPath) -> Bool = { _ in true }
    ) {
        self.repository = repository
        self.locator = locator
        self.isSelected = isSelected
        self.store = store
    }

    /// Commits that changed an image, newest first.
    ///
    /// - Parameters:
    ///   - image: only changes of this image, before or after.
    ///   - places: only changes there; its image does not count.
    package func history(
        from tip: GitObjectID, limit: Int = .max, image: ImageSelection? = nil,
        places: PlaceSelection = PlaceSelection()
    ) async throws(ReconciliationError) -> [HistoryCommit] {
        if let store { return try await indexedHistory(from: tip, limit: limit, image: image, places, store) }
        var found: [HistoryCommit] = []
        try await walk(from: tip, words: image?.words ?? []) { commit, changes in
            let relevant = Self.changes(changes, of: image, places)
            if !relevant.isEmpty { found.append(HistoryCommit(commit, relevant)) }
            return found.count < limit
        }
        return found
    }

    /// One commit, whether it changed an image or not.
    package func history(
        of id: GitObjectID, image: ImageSelection? = nil, places: PlaceSelection = PlaceSelection()
    ) async throws(ReconciliationError) -> HistoryCommit {
        let (commit, changes) = try await changes(of: id)
        return HistoryCommit(commit, Self.changes(changes, of: image, places))
    }

    private static func changes(
        _ changes: [ReferenceChange], of image: ImageSelection?, _ places: PlaceSelection
    ) -> [HistoryChange] {
        changes.map { HistoryChange($0) }.filter { change in
            guard places.contains(change) else { return false }
            guard let image else { return true }
            return [change.from, change.to].contains { $0.map(image.contains(reference:)) == true }
        }
    }

    /// Visits the first-parent line, newest first, until the visitor has seen enough.
    ///
    /// - Parameter words: where there are some, only files that hold one of them before or after a commit are read.
    func walk(
        from tip: GitObjectID, words: [[UInt8]] = [], visit: (GitCommit, [ReferenceChange]) -> Bool
    ) async throws(ReconciliationError) {
        var commits = changes(from: tip, words: words).makeAsyncIterator()
        var cache = ScanCache(repository, locator)
        while let step = try await gitErrors({ () async throws(GitError) in try await commits.next() }) {
            guard !Task.isCancelled else {
                throw .cancelledHistory
            }
            guard visit(step.commit, try await references(in: step.changes, &cache)) else { return }
        }
    }

    /// What each commit did to files that are looked at.
    func changes(from tip: GitObjectID, words: [[UInt8]] = []) -> GitHistory<GitCommitChanges> {
        let filter = GitChangeFilter(words: words, limit: FileLimits.bytes) { [isRead] in isRead($0) }
        return repository.firstParentChanges(from: tip, where: filter)
    }

    private var isRead: @Sendable (String) -> Bool {
        { [locator, isSelected] path in
            RepositoryPath(path).map { locator.reads($0) && isSelected($0) } == true
        }
    }

    /// What one commit changed against its first parent.
    func changes(of id: GitObjectID) async throws(ReconciliationError) -> (GitCommit, [ReferenceChange]) {
        let commit = try await gitErrors { () async throws(GitError) in try await repository.commit(id) }
        let differences = try await gitErrors { () async throws(GitError) in try await repository.changes(of: commit) }
        var cache = ScanCache(repository, locator)
        return (commit, try await references(in: differences.filter { isRead($0.path) }, &cache))
    }

    func references(
        in differences: [GitTreeDifference], _ cache: inout ScanCache
    ) async throws(ReconciliationError) -> [ReferenceChange] {
        var changes: [ReferenceChange] = []
        for difference in differences {
            guard let path = RepositoryPath(difference.path) else { continue }
            // The newer one first: it is what was kept of this file.
            let new = try await cache.states(difference.new, at: path)
            let old = try await cache.states(difference.old, at: path)
            changes += Self.changes(from: old, to: new)
        }
        return changes
    }

    private static func changes(from old: ReferenceStates, to new: ReferenceStates) -> [ReferenceChange] {
        ReferencePlace.changed(from: old.states, to: new.states, text: \.text)
            .map { ReferenceChange(place: $0, old: old.states[$0], new: new.states[$0]) }
    }
}
