package import GitStore
package import Manifests

/// Reads from the commits' content which image was changed when: squashes, rebases and people's own edits count as much
/// as Pinnace's. Trailers only add the reasons.
package struct HistoryReader: Sendable {
    private let repository: GitRepository
    private let locator: FileLocator
    private let isSelected: @Sendable (RepositoryPath) -> Bool

    package init(
        _ repository: GitRepository, locator: FileLocator = FileLocator(),
        isSelected: @escaping @Sendable (RepositoryPath) -> Bool = { _ in true }
    ) {
        self.repository = repository
        self.locator = locator
        self.isSelected = isSelected
    }

    /// Commits that changed an image, newest first.
    ///
    /// - Parameter matches: which changes count, by the reference before or after.
    package func history(
        from tip: GitObjectID, limit: Int = .max, matches: (String) -> Bool = { _ in true }
    ) async throws(ReconciliationError) -> [HistoryCommit] {
        var found: [HistoryCommit] = []
        try await walk(from: tip) { commit, changes in
            let relevant = changes.filter { [$0.old?.text, $0.new?.text].compactMap(\.self).contains(where: matches) }
            if !relevant.isEmpty { found.append(HistoryCommit(commit, relevant)) }
            return found.count < limit
        }
        return found
    }

    /// Visits the first-parent line, newest first, until the visitor has seen enough.
    func walk(
        from tip: GitObjectID, visit: (GitCommit, [ReferenceChange]) -> Bool
    ) async throws(ReconciliationError) {
        var commits = repository.firstParentHistory(from: tip).makeAsyncIterator()
        var cache = ScanCache(repository, locator)
        while let commit = try await gitErrors({ () async throws(GitError) in try await commits.next() }) {
            guard !Task.isCancelled else {
                throw ReconciliationError(.cancelled, "cancelled before the history was read")
            }
            guard visit(commit, try await changes(of: commit, &cache)) else { return }
        }
    }

    /// What one commit changed against its first parent.
    func changes(of id: GitObjectID) async throws(ReconciliationError) -> (GitCommit, [ReferenceChange]) {
        let commit = try await gitErrors { () async throws(GitError) in try await repository.commit(id) }
        var cache = ScanCache(repository, locator)
        return (commit, try await changes(of: commit, &cache))
    }

    private func changes(of commit: GitCommit, _ cache: inout ScanCache) async throws(ReconciliationError)
        -> [ReferenceChange]
    {
        let differences = try await gitErrors { () async throws(GitError) in try await repository.changes(of: commit) }
        var changes: [ReferenceChange] = []
        for difference in differences {
            guard let path = RepositoryPath(difference.path), locator.reads(path), isSelected(path) else { continue }
            let old = try await cache.states(difference.old, at: path)
            let new = try await cache.states(difference.new, at: path)
            changes += Self.changes(from: old, to: new)
        }
        return changes
    }

    private static func changes(from old: ReferenceStates, to new: ReferenceStates) -> [ReferenceChange] {
        let places = Set(old.states.keys).union(new.states.keys)
        return places.filter { old.states[$0]?.text != new.states[$0]?.text }
            .sorted { ($0.file, $0.object ?? "", $0.field) < ($1.file, $1.object ?? "", $1.field) }
            .map { ReferenceChange(place: $0, old: old.states[$0], new: new.states[$0]) }
    }
}

/// What a blob holds, kept while its neighbours in the history are read: the new side of one commit is the old side of the
/// next.
private struct ScanCache {
    private let repository: GitRepository
    private let locator: FileLocator
    private var states: [Key: ReferenceStates] = [:]

    private struct Key: Hashable {
        let path: RepositoryPath
        let id: GitObjectID
    }

    private static let capacity = 512

    init(_ repository: GitRepository, _ locator: FileLocator) {
        self.repository = repository
        self.locator = locator
    }

    mutating func states(_ entry: GitTreeEntry?, at path: RepositoryPath) async throws(ReconciliationError)
        -> ReferenceStates
    {
        guard let entry, entry.kind == .file || entry.kind == .executable else {
            return ReferenceStates(RenderGraph([]))
        }
        let key = Key(path: path, id: entry.id)
        if let known = states[key] { return known }
        let bytes: [UInt8]
        do throws(GitError) {
            bytes = try await repository.blob(entry.id, limit: FileLimits.bytes)
        } catch {
            guard error.code == .tooLarge else { throw ReconciliationError(.git, error.description) }
            bytes = []
        }
        let found = ReferenceStates(RenderGraph([locator.scan(path, bytes)]))
        if states.count >= Self.capacity { states.removeAll(keepingCapacity: true) }
        states[key] = found
        return found
    }
}

extension HistoryCommit {
    init(_ commit: GitCommit, _ changes: [ReferenceChange]) {
        let trailers = CommitTrailers(commit.message)
        self.init(
            id: commit.id.hex,
            time: commit.author.time,
            author: "\(commit.author.name) <\(commit.author.email)>",
            operation: trailers.operation,
            subject: commit.subject,
            changes: changes.map { change in
                let note = trailers.changes.first { change.place.isNamed(by: $0) }
                return HistoryChange(
                    file: change.place.file.string,
                    object: change.place.object,
                    field: change.place.field,
                    from: change.old?.text,
                    to: change.new?.text,
                    rule: note?.rule,
                    reason: trailers.reason
                )
            }
        )
    }
}
