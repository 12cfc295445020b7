import GitStore
import ImageModel
import Planning
import Reconciliation
import Settings

/// The ways a reconcile ends: shown, written, committed or pushed.
struct ReconcileRun: Sendable {
    let session: Session
    let git: GitOptions
    let isDryRun: Bool
    /// Whether a configuration lets this push to the branch itself.
    var isPushMode: @Sendable (Configuration) -> Bool = { $0.publish.mode == .push }

    /// In a folder.
    func write(_ folder: WorkFolder, commits: Bool) async throws -> Plan {
        let repository = commits ? try folder.committable() : nil
        if let repository, let head = try await repository.head().commit {
            try await repository.requireFullHistory(of: head)
        }
        let files = try await folder.files()
        var (inputs, configuration) = try await session.inputs(for: files, workTree: folder.path)
        inputs.holds = inputs.holds.adding(try await folder.pendingHolds())
        let draft = try await draft(inputs, files)
        var stage = isDryRun ? PlanText.Stage.dryRun : .written
        if let repository {
            if let id = try await commit(draft, inputs, configuration, repository) { stage = .committed(id.hex) }
        } else if !isDryRun {
            try files.write(draft.changes)
        }
        return report(draft, stage)
    }

    /// On a branch, whatever happens to it meanwhile.
    func push(_ target: PublishTarget) async throws -> Plan {
        let published = try await target.publisher.publish(
            from: target.base,
            over: target.tip,
            observe: { session.note($0, target) },
            prepare: { try await attempt($0, target) }
        )
        try await target.follow(published, session.console)
        let draft = published.attempt.report
        return report(draft, published.commit.map { .pushed($0.hex, branch: target.branch) } ?? .written)
    }

    /// On a mirror, without any consequence.
    func rehearse(_ target: PublishTarget) async throws -> Plan {
        let files = SnapshotFiles(try await target.repository.snapshot(of: target.base))
        var (inputs, _) = try await session.inputs(for: files, workTree: nil)
        inputs.holds = inputs.holds.adding(try await target.pendingHolds(over: files.snapshot.commit.id))
        return report(try await draft(inputs, files), .dryRun)
    }

    private func draft(_ inputs: RunInputs, _ files: some RepositoryFiles) async throws(ReconciliationError)
        -> Reconciler.Draft
    {
        if session.options.verbose > 0 {
            session.console.note("reading the files\(files.revision.map { " of \(Wording.commit($0))" } ?? "")")
        }
        let progress = RunProgress(session)
        defer { progress.end() }
        let reconciler = Reconciler(inputs) { progress.show($0) }
        return isDryRun ? try await reconciler.rehearse(files) : try await reconciler.prepare(files)
    }

    private func commit(
        _ draft: Reconciler.Draft, _ inputs: RunInputs, _ configuration: Configuration, _ repository: GitRepository
    ) async throws -> GitObjectID? {
        guard let proposal = CommitProposal(draft, subject: inputs.subject, body: inputs.body) else { return nil }
        let identity = try await session.identity(configuration.commit, git, repository)
        return try await repository.commitWorkTree(
            proposal.workTreeChanges, GitCommitDraft(message: proposal.message, by: identity))
    }

    private func attempt(
        _ files: SnapshotFiles, _ target: PublishTarget
    ) async throws -> BranchPublisher.Attempt<Reconciler.Draft> {
        var (inputs, configuration) = try await session.inputs(for: files, workTree: target.workFolder?.path)
        guard isPushMode(configuration) else {
            throw ReconciliationError(
                .conflict, subject: target.branch,
                "its configuration was changed meanwhile, and wants no push; run it again")
        }
        inputs.holds = inputs.holds.adding(try await target.pendingHolds(over: files.snapshot.commit.id))
        let draft = try await draft(inputs, files)
        return BranchPublisher.Attempt(
            proposal: CommitProposal(draft, subject: inputs.subject, body: inputs.body),
            identity: try await session.identity(configuration.commit, git, target.repository),
            report: draft
        )
    }

    private func report(_ draft: Reconciler.Draft, _ stage: PlanText.Stage) -> Plan {
        session.report(draft, stage)
        return draft.plan
    }
}
