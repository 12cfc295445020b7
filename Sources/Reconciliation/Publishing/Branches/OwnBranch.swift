package import GitStore

/// A branch that holds one commit of Pinnace's on top of the branch that it is for.
///
/// It is built anew when what it offers changes, and replaced only where the server finds it at the tip that was looked
/// at. A branch with anybody else's commit is never touched.
package struct OwnBranch: Sendable {
    /// How a branch came out of a run.
    package enum Outcome: Hashable, Sendable {
        /// There is nothing to offer, and no branch.
        case absent
        /// It offers what it offered.
        case unchanged(GitObjectID)
        case pushed(GitObjectID)
        /// There is nothing to offer any more.
        case removed
        /// It has somebody's own commit, and stays.
        case foreign(GitCommit)
        /// Somebody else moved it meanwhile: look again.
        case lost
    }

    /// What stands at the remote.
    package enum State: Hashable, Sendable {
        case absent
        /// Nothing but commits of Pinnace's, newest first; none where they were merged.
        case own([GitCommit], tip: GitObjectID)
        /// The first commit that is not Pinnace's; a branch without any commit of its own is somebody's, too.
        case foreign(GitCommit)
    }

    package let name: String
    /// The branch that it is for.
    package let base: String
    private let template: String
    private let repository: GitRepository
    private let replace: @Sendable (String, GitObjectID?, GitObjectID?) async throws(GitError) -> GitPushOutcome
    /// A branch with more commits than this is somebody else's business.
    private static let depth = 20

    /// - Parameters:
    ///   - template: what it is named by.
    ///   - replace: puts the last commit (`nil`: none) in the place of the one before, at the remote.
    /// - Throws: `.conflict` where it is the very branch that it is for.
    package init(
        _ name: String, for base: String, as template: String, in repository: GitRepository,
        replace: @escaping @Sendable (String, GitObjectID?, GitObjectID?) async throws(GitError) -> GitPushOutcome
    ) throws(ReconciliationError) {
        guard name != base else {
            throw ReconciliationError(
                .conflict, subject: name, "a change cannot be offered on the branch that it is for; name another one")
        }
        self.name = name
        self.base = base
        self.template = template
        self.repository = repository
        self.replace = replace
    }

    /// - Parameters:
    ///   - tip: where the branch is; `nil` where there is none.
    ///   - head: where the branch is that it is for.
    package func state(at tip: GitObjectID?, over head: GitObjectID) async throws(GitError) -> State {
        guard let tip else { return .absent }
        var own: [GitCommit] = []
        var next = tip
        while try await !repository.isAncestor(next, of: head) {
            let commit = try await repository.commit(next)
            guard isOwn(commit), own.count < Self.depth, let parent = commit.firstParent else {
                return .foreign(commit)
            }
            own.append(commit)
            next = parent
        }
        let last = try await repository.commit(tip)
        guard isOwn(last) else { return .foreign(last) }
        return .own(own, tip: tip)
    }

    private func isOwn(_ commit: GitCommit) -> Bool {
        CommitSeal.isIntact(on: commit) && CommitSeal.base(of: commit) == base
    }

    /// The commit that the branch would be at, made here and pushed nowhere. What it offers already stays as it is.
    package func commit(
        _ proposal: CommitProposal, by identity: GitIdentity, onto head: GitObjectID, instead state: State
    ) async throws(GitError) -> GitObjectID {
        var sealed = GitCommitDraft(message: proposal.message, by: identity)
        // Read for its tree alone: nobody is asked to sign it.
        var draft = sealed
        draft.sign = nil
        let plain = try await repository.commit(try await repository.commit(proposal.gitChanges, onto: head, draft))
        if case .own(let commits, _) = state, commits.count == 1, let old = commits.first,
            try await repository.changes(of: old) == repository.changes(of: plain)
        {
            return old.id
        }
        sealed.message = CommitSeal.sealed(proposal.message, for: base, on: template, tree: plain.tree, parent: head)
        return try await repository.commit(proposal.gitChanges, onto: head, sealed)
    }

    /// Brings the branch to a commit, or takes it away (`nil`).
    package func bring(to commit: GitObjectID?, from state: State) async throws -> Outcome {
        let tip: GitObjectID?
        switch state {
        case .foreign(let commit): return .foreign(commit)
        case .own(_, let found): tip = found
        case .absent: tip = nil
        }
        guard tip != commit else { return commit.map { .unchanged($0) } ?? .absent }
        switch try await pushed(commit, over: tip) {
        case .pushed: return commit.map { .pushed($0) } ?? .removed
        case .lost: return .lost
        case .rejected(let words):
            throw ReconciliationError(
                .push, subject: name,
                "the server does not take the push: \(words). Give this identity the right to push there, to replace its own commits and to delete the branch"
            )
        }
    }

    /// A connection that broke in the middle leaves open what happened: looking again tells.
    private func pushed(_ commit: GitObjectID?, over tip: GitObjectID?) async throws(GitError) -> GitPushOutcome {
        do throws(GitError) {
            return try await replace(name, tip, commit)
        } catch {
            guard [.connectionFailed, .timedOut].contains(error.code) else { throw error }
            return .lost(tip: nil)
        }
    }
}
