extension GitRepository {
    /// The history of a branch as its first parents, newest first, read as far as it is iterated.
    package nonisolated func firstParentHistory(from id: GitObjectID) -> GitHistory {
        GitHistory(repository: self, start: id)
    }
}

/// A commit, its first parent, and so on. Ends with `.shallow` where the clone was cut.
package struct GitHistory: AsyncSequence, Sendable {
    package typealias Element = GitCommit
    package typealias Failure = GitError

    let repository: GitRepository
    let start: GitObjectID

    package func makeAsyncIterator() -> Iterator {
        Iterator(repository: repository, next: start)
    }

    package struct Iterator: AsyncIteratorProtocol {
        private let repository: GitRepository
        private var pending: ArraySlice<GitCommit> = []
        private var following: GitObjectID?

        /// Each hop to the repository's thread brings so many commits at most; a short walk reads few.
        private static let longestBatch = 256
        private var batch = 8

        fileprivate init(repository: GitRepository, next: GitObjectID) {
            self.repository = repository
            following = next
        }

        package mutating func next() async throws(GitError) -> GitCommit? {
            if pending.isEmpty, let start = following {
                pending = try await repository.firstParents(from: start, limit: batch)[...]
                following = pending.last?.firstParent
                batch = Swift.min(batch * 2, Self.longestBatch)
            }
            return pending.popFirst()
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(GitError) -> GitCommit? {
            try await next()
        }
    }
}
