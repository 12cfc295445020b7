package import GitStore
package import Planning
import Reconciliation

/// A remote's branch as those need it who offer changes for it on branches of their own.
package struct TargetBranch: Sendable {
    package let repository: GitRepository
    package let name: String
    /// The name that the repository keeps the remote's branches under.
    package let remote: String
    /// Brings the branch's tip here, and all branches whose names begin so.
    package let refresh: @Sendable ([String]) async throws(GitError) -> GitObjectID
    /// Puts the last commit (`nil`: none) in the place of the one before, on a branch of one's own.
    package let replace: @Sendable (String, GitObjectID?, GitObjectID?) async throws(GitError) -> GitPushOutcome

    package init(
        _ name: String, of remote: String, in repository: GitRepository,
        refresh: @escaping @Sendable ([String]) async throws(GitError) -> GitObjectID,
        replace: @escaping @Sendable (String, GitObjectID?, GitObjectID?) async throws(GitError) -> GitPushOutcome
    ) {
        self.repository = repository
        self.name = name
        self.remote = remote
        self.refresh = refresh
        self.replace = replace
    }

    /// The last fetched tips of branches whose names begin so.
    func tips(prefix: String) async throws -> [String: GitObjectID] {
        try await repository.trackedBranches(of: remote, prefix: prefix)
    }

    /// Holds of rollbacks that wait to be merged into the branch, as of the last fetch.
    package func pendingHolds(over commit: GitObjectID) async throws -> [Hold] {
        try await repository.pendingHolds(of: remote, branch: name, over: commit)
    }
}

extension GitRepository {
    /// Holds of rollbacks that wait to be merged into a branch.
    ///
    /// - Parameter remote: as its branches are kept here.
    package nonisolated func pendingHolds(
        of remote: String, branch: String, over commit: GitObjectID
    ) async throws -> [Hold] {
        let tips = try await trackedBranches(of: remote, prefix: BranchNames.rollbacks(of: branch))
        guard !tips.isEmpty else { return [] }
        return try await PendingHolds(self, ledger: .standard).holds(on: tips, over: commit)
    }
}
