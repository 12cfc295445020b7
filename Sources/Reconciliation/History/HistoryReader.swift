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
    /// - Parameter image: only changes of this image, before or after.
    package func history(
        from tip: GitObjectID, limit: Int = .max, image: ImageSelection? = nil
    ) async throws(ReconciliationError) -> [HistoryCommit] {
        var found: [HistoryCommit] = []
        try await walk(from: tip, words: image?.words ?? []) { commit, changes in
            let relevant = changes.filter { change in
                guard let image else { return true }
                return [change.old?.text, change.new?.text].contains { $0.map(image.contains(reference:)) == true }
            }
            if !relevant.isEmpty { found.append(HistoryCommit(commit, relevant)) }
            return found.count < limit
        }
        return found
    }

    /// Visits the first-parent line, newest first, until the visitor has seen enough.
    ///
    /// - Parameter words: where there are some, only files that hold one of them before or after a commit are read.
    func walk(
        from tip: GitObjectID, words: [[UInt8]] = [], visit: (GitCommit, [ReferenceChange]) -> Bool
    ) async throws(ReconciliationError) {
        let filter = GitChangeFilter(words: words, limit: FileLimits.bytes) { [isRead] in isRead($0) }
        var commits = repository.firstParentChanges(from: tip, where: filter).makeAsyncIterator()
        var cache = ScanCache(repository, locator)
        while let step = try await gitErrors({ () async throws(GitError) in try await commits.next() }) {
            guard !Task.isCancelled else {
                throw ReconciliationError(.cancelled, "cancelled before the history was read")
            }
            guard visit(step.commit, try await references(in: step.changes, &cache)) else { return }
        }
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

    private func references(
        in differences: [GitTreeDifference], _ cache: inout ScanCache
    ) async throws(ReconciliationError) -> [ReferenceChange] {
        var changes: [ReferenceChange] = []
        for difference in differences {
            guard let path = RepositoryPath(difference.path) else { continue }
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
