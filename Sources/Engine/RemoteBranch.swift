package import GitStore
package import Reconciliation

/// A remote repository's branch, read and written through its mirror: no work tree stands anywhere.
package struct RemoteBranch: Sendable {
    package let repository: GitRepository
    package let name: String
    /// Where planning begins.
    package let base: GitObjectID
    package let publisher: BranchPublisher
    /// The branch as those see it who offer changes for it on branches of their own.
    package let offers: TargetBranch

    /// Branches of Pinnace's that come along with every fetch, as holds may wait on them.
    package static let companions = ["pinnace/"]

    /// Brings the branch up to date.
    ///
    /// - Parameter branch: `nil` for the remote's default.
    package init(_ branch: String?, of mirror: GitMirror) async throws(GitError) {
        let fetched = try await mirror.fetch(branch: branch, along: Self.companions)
        let (repository, name) = (fetched.repository, fetched.branch)
        (self.repository, self.name, base) = (repository, name, fetched.commit)
        let refresh: @Sendable ([String]) async throws(GitError) -> GitObjectID = { prefixes async throws(GitError) in
            try await mirror.fetch(branch: name, along: Self.companions + prefixes).commit
        }
        offers = TargetBranch(name, of: "origin", in: repository, refresh: refresh) {
            other, tip, commit async throws(GitError) in
            try await mirror.replace(other, expecting: tip, with: commit, from: repository)
        }
        publisher = BranchPublisher(
            repository,
            branch: name,
            fetch: { () async throws(GitError) in try await refresh([]) },
            push: { commit, base async throws(GitError) in
                try await mirror.push(commit, to: name, expecting: base, from: repository)
            }
        )
    }
}
