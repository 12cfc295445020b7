import GitStore
import Reconciliation
import Settings

/// Makes one commit that does not come from a reconcile: in a work tree, or on a remote's branch.
struct CommitRun: Sendable {
    let session: Session
    let git: GitOptions

    /// How a commit ended.
    struct Outcome<Report: Sendable>: Sendable {
        let report: Report
        let changes: [FileChange]
        /// `nil` for a dry run, or where there was nothing to do.
        let commit: GitObjectID?
        /// Where it was pushed.
        let branch: String?
    }

    /// Plans a commit on some state of the files.
    typealias Preparation<Report: Sendable> =
        @Sendable (SnapshotFiles, GitRepository) async throws -> (proposal: CommitProposal?, report: Report)

    func run<Report: Sendable>(
        _ location: RepositoryLocation, isDryRun: Bool, pushes: Bool, prepare: Preparation<Report>
    ) async throws -> Outcome<Report> {
        switch location {
        case .folder(let folder) where !pushes:
            return try await commit(folder, isDryRun: isDryRun, prepare)
        case .folder(let folder):
            return try await push(PublishTarget(workTree: folder, git, session), isDryRun: isDryRun, prepare)
        case .remote(let url):
            return try await push(PublishTarget(remote: url, git, session), isDryRun: isDryRun, prepare)
        }
    }

    private func commit<Report>(
        _ folder: WorkFolder, isDryRun: Bool, _ prepare: Preparation<Report>
    ) async throws -> Outcome<Report> {
        let repository = try folder.committable()
        guard let head = try await repository.head().commit else {
            throw UsageError("'\(folder.path)' has no commit yet")
        }
        try await repository.requireFullHistory(of: head)
        let files = SnapshotFiles(try await repository.snapshot(of: head))
        let (proposal, report) = try await prepare(files, repository)
        guard let proposal, !isDryRun else {
            return Outcome(report: report, changes: proposal?.changes ?? [], commit: nil, branch: nil)
        }
        let identity = try await identity(files, folder.path, repository)
        let commit = try await repository.commit(
            proposal.gitChanges, onto: head, GitCommitDraft(message: proposal.message, by: identity))
        try await repository.advanceWorkTree(proposal.gitChanges, to: commit)
        return Outcome(report: report, changes: proposal.changes, commit: commit, branch: nil)
    }

    private func push<Report>(
        _ target: PublishTarget, isDryRun: Bool, _ prepare: Preparation<Report>
    ) async throws -> Outcome<Report> {
        if isDryRun {
            let files = SnapshotFiles(try await target.repository.snapshot(of: target.base))
            let (proposal, report) = try await prepare(files, target.repository)
            return Outcome(report: report, changes: proposal?.changes ?? [], commit: nil, branch: nil)
        }
        let published = try await target.publisher.publish(
            from: target.base,
            over: target.tip,
            observe: { session.note($0, target) },
            prepare: { files in
                let (proposal, report) = try await prepare(files, target.repository)
                return BranchPublisher.Attempt(
                    proposal: proposal,
                    identity: try await identity(files, target.workFolder?.path, target.repository),
                    report: report
                )
            }
        )
        try await target.follow(published, session.console)
        return Outcome(
            report: published.attempt.report,
            changes: published.attempt.proposal?.changes ?? [],
            commit: published.commit,
            branch: target.branch
        )
    }

    private func identity(
        _ files: SnapshotFiles, _ workTree: String?, _ repository: GitRepository
    ) async throws -> GitIdentity {
        let configuration = try await session.configuration(for: files, workTree: workTree)
        return try await session.identity(configuration.commit, git, repository)
    }
}
