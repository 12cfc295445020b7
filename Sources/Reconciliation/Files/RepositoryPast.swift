package import GitStore

/// The history behind the files of a repository.
package struct RepositoryPast: Sendable {
    package let repository: GitRepository
    /// The commit that the files stand at, or that is checked out.
    package let tip: GitObjectID

    package init(_ repository: GitRepository, tip: GitObjectID) {
        self.repository = repository
        self.tip = tip
    }
}
