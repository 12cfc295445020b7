import GitStore
import Planning

extension WorkFolder {
    /// Holds of rollbacks that wait to be merged into the branch that is checked out, as far as the clone knows of them.
    func pendingHolds() async throws -> [Hold] {
        guard let repository, prefix.isEmpty, let head = try await repository.head().commit,
            await !repository.isShallow
        else { return [] }
        var holds: [Hold] = []
        for upstream in try await repository.followedBranches() {
            holds += try await repository.pendingHolds(of: upstream.remote, branch: upstream.branch, over: head)
        }
        return holds
    }
}

/// On the repository's own actor: Swift 6.3.1's optimiser crashes on an async caller of `upstream(ofBranch:)`.
extension GitRepository {
    /// What the checked-out branch follows; none where HEAD is on no branch.
    fileprivate func followedBranches() throws -> [Upstream] {
        guard let branch = try head().branch else { return [] }
        return [try upstream(ofBranch: branch) ?? Upstream(remote: "origin", branch: branch)]
    }
}
