package import GitStore
package import Reconciliation

/// A remote repository's branch, read and written through its mirror: no work tree stands anywhere.
package struct RemoteBranch: Sendable {
    package let repository: GitRepository
    package let name: String
    /// Where planning begins.
    package let base: GitObjectID
    package let publisher: BranchPublisher

    /// Brings the branch up to date.
    ///
    /// - Parameters:
    ///   - branch: `nil` for the remote's default.
    ///   - companions: prefixes of branches that come along.
    package init(
        _ branch: String?, of mirror: GitMirror, along companions: [String] = []
    ) async throws(GitError) {
        let fetched = try await mirror.fetch(branch: branch, along: companions)
        let (repository, name) = (fetched.repository, fetched.branch)
        (self.repository, self.name, base) = (repository, name, fetched.commit)
        publisher = BranchPublisher(
            repository,
            branch: name,
            fetch: { () async throws(GitError) in try await mirror.fetch(branch: name, along: companions).commit },
            push: { commit, base async throws(GitError) in
                try await mirror.push(commit, to: name, expecting: base, from: repository)
            }
        )
    }
}
