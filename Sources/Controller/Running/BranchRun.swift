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
    /// Whether the result has the run's details.
    var keepsDetails = false

    func publish(
        on branch: RemoteBranch, observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> RunResult {
        if isDryRun {
            let files = SnapshotFiles(try await branch.repository.snapshot(of: branch.base))
            let (inputs, _) = try await setup.inputs(for: files, workTree: nil)
            let report = Report(draft: try await Reconciler(inputs).rehearse(files), inputs: inputs)
            return result(report, on: branch.base, branch, commit: nil, lost: 0)
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
        let report = published.attempt.report
        return result(
            report, on: published.base, branch, commit: published.commit,
            message: published.attempt.proposal?.message ?? "", lost: lost.load(ordering: .relaxed))
    }

    /// What a plan came to, and what it was made by.
    private struct Report: Sendable {
        let draft: Reconciler.Draft
        let inputs: RunInputs
    }

    private func attempt(_ files: SnapshotFiles) async throws -> BranchPublisher.Attempt<Report> {
        let (inputs, configuration) = try await setup.inputs(for: files, workTree: nil)
        let draft = try await Reconciler(inputs).prepare(files)
        return BranchPublisher.Attempt(
            proposal: CommitProposal(draft, subject: inputs.subject, body: inputs.body),
            identity: try GitIdentity(controller: configuration.commit),
            report: Report(draft: draft, inputs: inputs))
    }

    private func result(
        _ report: Report, on base: GitObjectID, _ branch: RemoteBranch, commit: GitObjectID?, message: String = "",
        lost: Int
    ) -> RunResult {
        let (draft, inputs) = (report.draft, report.inputs)
        let details = RunDetails(
            plan: draft.plan, isPublished: commit != nil, rules: inputs.rules, holds: inputs.holds.adding(draft.holds),
            locator: inputs.locator, isSelected: inputs.isSelected, repository: branch.repository, tip: commit ?? base)
        return RunResult(
            revision: base.hex, branch: branch.name, plan: PlanSummary(draft.plan, isPublished: commit != nil),
            commit: commit.map { PushedCommit(id: $0.hex, draft, message: message) }, lostPushes: lost,
            details: keepsDetails ? details : nil)
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
