package import GitStore

/// Gets one commit onto a remote's branch, planning it anew as often as somebody else was faster.
///
/// Every push names the commit that it was planned on, and the server moves the branch from there or not at all: nothing
/// of anybody's is lost, and nothing is ever forced.
package struct BranchPublisher: Sendable {
    /// What a push is about to happen on.
    package enum Event: Sendable, Hashable {
        case lost(attempt: Int, pause: Duration)
        /// A commit is made, and goes to the server now.
        case committed(GitObjectID)
    }

    /// One state of the branch, planned on.
    package struct Attempt<Report: Sendable>: Sendable {
        /// `nil` where there is nothing to do.
        package let proposal: CommitProposal?
        package let identity: GitIdentity
        /// What to tell people when it is done.
        package let report: Report

        package init(proposal: CommitProposal?, identity: GitIdentity, report: Report) {
            self.proposal = proposal
            self.identity = identity
            self.report = report
        }
    }

    package struct Published<Report: Sendable>: Sendable {
        /// The commit that the last plan was made on.
        package let base: GitObjectID
        /// `nil` where there was nothing to do.
        package let commit: GitObjectID?
        package let attempt: Attempt<Report>
    }

    private let repository: GitRepository
    private let branch: String
    private let attempts: Int
    private let fetch: @Sendable () async throws(GitError) -> GitObjectID
    private let push: @Sendable (GitObjectID, GitObjectID) async throws(GitError) -> GitPushOutcome

    /// - Parameters:
    ///   - fetch: brings the branch's tip here.
    ///   - push: puts a commit on the branch if its tip is the second commit.
    package init(
        _ repository: GitRepository,
        branch: String,
        attempts: Int = 40,
        fetch: @escaping @Sendable () async throws(GitError) -> GitObjectID,
        push: @escaping @Sendable (GitObjectID, GitObjectID) async throws(GitError) -> GitPushOutcome
    ) {
        self.repository = repository
        self.branch = branch
        self.attempts = attempts
        self.fetch = fetch
        self.push = push
    }

    /// - Parameters:
    ///   - base: the commit to plan on first.
    ///   - tip: where the branch is, if `base` has commits that it has not; they go along with the first push or not at
    ///     all.
    ///   - prepare: plans on a state of the branch.
    package func publish<Report>(
        from base: GitObjectID,
        over tip: GitObjectID? = nil,
        observe: @Sendable (Event) -> Void,
        prepare: (SnapshotFiles) async throws -> Attempt<Report>
    ) async throws -> Published<Report> {
        var base = base
        var expected = tip ?? base
        for number in 1...attempts {
            let attempt = try await prepare(SnapshotFiles(try await repository.snapshot(of: base)))
            guard let proposal = attempt.proposal else { return Published(base: base, commit: nil, attempt: attempt) }
            let commit = try await commit(proposal, onto: base, attempt.identity)
            observe(.committed(commit))
            switch try await outcome(of: commit, onto: expected) {
            case .pushed: return Published(base: base, commit: commit, attempt: attempt)
            case .rejected(let words): throw rejected(words)
            case .lost where tip != nil: throw Self.parted(branch)
            case .lost:
                let pause = Self.pause(after: number)
                observe(.lost(attempt: number, pause: pause))
                try await Task.sleep(for: pause)
                base = try await fetch()
                expected = base
            }
        }
        throw ReconciliationError(
            .push, subject: branch,
            "somebody else was faster \(attempts) times in a row; nothing was pushed. Run it again when the branch is quieter"
        )
    }

    /// Where the branch is now.
    package func tip() async throws(GitError) -> GitObjectID { try await fetch() }

    /// Commits that were made here stand beside others' on the branch: which come first is for people to say.
    package static func parted(_ branch: String) -> ReconciliationError {
        ReconciliationError(
            .push, subject: branch,
            "your commits are not there, and others are: bring them together ('git pull --rebase'), then run this again"
        )
    }

    private func commit(
        _ proposal: CommitProposal, onto base: GitObjectID, _ identity: GitIdentity
    ) async throws(GitError) -> GitObjectID {
        let draft = GitCommitDraft(message: proposal.message, by: identity)
        return try await repository.commit(proposal.gitChanges, onto: base, draft)
    }

    /// A connection that broke after the pack was sent leaves open whether the branch moved: the branch itself tells.
    private func outcome(
        of commit: GitObjectID, onto base: GitObjectID
    ) async throws(GitError) -> GitPushOutcome {
        do throws(GitError) {
            return try await push(commit, base)
        } catch {
            guard [.connectionFailed, .timedOut, .server].contains(error.code), let tip = try? await fetch(),
                tip != base
            else { throw error }
            let arrived = try? await repository.isAncestor(commit, of: tip)
            return arrived == true ? .pushed : .lost(tip: tip)
        }
    }

    private func rejected(_ words: String) -> ReconciliationError {
        ReconciliationError(
            .push, subject: branch,
            "the server does not take the push: \(words). Where the branch is protected, push to another one and open a "
                + "change, or give this identity the right to push")
    }

    /// Doubling from 20 ms to 2 s, each between half and all of it, so that rivals do not meet again.
    private static func pause(after attempt: Int) -> Duration {
        let longest = min(2_000, 20 << min(attempt, 10))
        return .milliseconds(Int.random(in: (longest / 2)...longest))
    }
}
