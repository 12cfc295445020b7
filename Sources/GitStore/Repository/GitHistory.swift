extension GitRepository {
    /// The history of a branch as its first parents, newest first, read as far as it is iterated.
    package nonisolated func firstParentHistory(from id: GitObjectID) -> GitHistory<GitCommit> {
        GitHistory(
            start: id, commit: { $0 },
            read: { id, count throws(GitError) in try await self.readableFirstParents(from: id, limit: count) })
    }

    /// The same with what each commit changed.
    package nonisolated func firstParentChanges(
        from id: GitObjectID, where filter: GitChangeFilter = GitChangeFilter()
    ) -> GitHistory<GitCommitChanges> {
        GitHistory(start: id, commit: \.commit) { id, count throws(GitError) in
            try await self.firstParents(from: id, limit: count, where: filter)
        }
    }

    private func firstParents(
        from id: GitObjectID, limit: Int, where filter: GitChangeFilter
    ) throws(GitError) -> [GitCommitChanges] {
        var found: [GitCommitChanges] = []
        do throws(GitError) {
            for commit in try readableFirstParents(from: id, limit: limit) {
                found.append(GitCommitChanges(commit: commit, changes: try changes(of: commit, where: filter)))
            }
        } catch  where !found.isEmpty {
            // It is told when its commit is asked for.
        }
        return found
    }
}

/// A commit and what it changed against its first parent.
package struct GitCommitChanges: Sendable {
    package let commit: GitCommit
    package let changes: [GitTreeDifference]
}

/// A commit, its first parent, and so on. Ends with `.shallow` where the clone was cut.
package struct GitHistory<Element: Sendable>: AsyncSequence, Sendable {
    package typealias Failure = GitError
    typealias Reading = @Sendable (GitObjectID, Int) async throws(GitError) -> [Element]

    private let start: GitObjectID
    private let commit: @Sendable (Element) -> GitCommit
    private let read: Reading

    init(start: GitObjectID, commit: @escaping @Sendable (Element) -> GitCommit, read: @escaping Reading) {
        self.start = start
        self.commit = commit
        self.read = read
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(next: start, commit: commit, read: read)
    }

    package struct Iterator: AsyncIteratorProtocol {
        private let commit: @Sendable (Element) -> GitCommit
        private let read: Reading
        private var pending: ArraySlice<Element> = []
        private var following: GitObjectID?

        /// Each hop to the repository's thread brings so many commits at most; a short walk reads few.
        private static var longestBatch: Int { 256 }
        private var batch = 8

        fileprivate init(next: GitObjectID, commit: @escaping @Sendable (Element) -> GitCommit, read: @escaping Reading)
        {
            following = next
            self.commit = commit
            self.read = read
        }

        package mutating func next() async throws(GitError) -> Element? {
            if pending.isEmpty, let start = following {
                pending = try await read(start, batch)[...]
                following = pending.last.flatMap { commit($0).firstParent }
                batch = Swift.min(batch * 2, Self.longestBatch)
            }
            return pending.popFirst()
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(GitError) -> Element? {
            try await next()
        }
    }
}
