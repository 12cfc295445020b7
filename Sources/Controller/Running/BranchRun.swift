import Engine
import GitStore
import Manifests
import Planning
import Reconciliation
import Settings
import Synchronization

/// Plans on a remote's branch and publishes what came of it.
struct BranchRun: Sendable {
    let setup: RunSetup
    let isDryRun: Bool

    func publish(
        on branch: RemoteBranch, observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> RunResult {
        if isDryRun {
            let files = SnapshotFiles(try await branch.repository.snapshot(of: branch.base))
            let (inputs, _) = try await setup.inputs(for: files, workTree: nil)
            let draft = try await Reconciler(inputs).rehearse(files)
            return result(draft, on: branch.base, branch, commit: nil, lost: 0)
        }
        let lost = Atomic(0)
        let published = try await branch.publisher.publish(
            from: branch.base,
            observe: { event in
                lost.add(1, ordering: .relaxed)
                observe(event)
            },
            prepare: { try await attempt($0) }
        )
        let draft = published.attempt.report
        let commit = published.commit.map { id in
            PushedCommit(id: id.hex, draft, message: published.attempt.proposal?.message ?? "")
        }
        return result(draft, on: published.base, branch, commit: commit, lost: lost.load(ordering: .relaxed))
    }

    private func attempt(_ files: SnapshotFiles) async throws -> BranchPublisher.Attempt<Reconciler.Draft> {
        let (inputs, configuration) = try await setup.inputs(for: files, workTree: nil)
        let draft = try await Reconciler(inputs).prepare(files)
        return BranchPublisher.Attempt(
            proposal: CommitProposal(draft, subject: inputs.subject, body: inputs.body),
            identity: try GitIdentity(controller: configuration.commit),
            report: draft)
    }

    private func result(
        _ draft: Reconciler.Draft, on base: GitObjectID, _ branch: RemoteBranch, commit: PushedCommit?, lost: Int
    ) -> RunResult {
        RunResult(
            revision: base.hex, branch: branch.name, plan: PlanSummary(draft.plan, isPublished: commit != nil),
            commit: commit, lostPushes: lost)
    }
}

extension PushedCommit {
    fileprivate init(id: String, _ draft: Reconciler.Draft, message: String) {
        self.id = id
        subject = String(message.prefix { $0 != "\n" })
        changes = draft.plan.changes.count
        pins = draft.plan.changes.compactMap { reference in
            reference.to.map { Pin(file: reference.occurrence.file.string, from: reference.from, to: $0) }
        }
    }
}
