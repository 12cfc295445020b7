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
    let publication: Publication
    let branch: RemoteBranch
    /// What was offered before; `nil` where nobody waits for it.
    var offered: OfferedPins?
    /// Whether the result has the run's details.
    var keepsDetails = false

    /// To the branch itself, or offered for it, as is settled.
    ///
    /// - Parameters:
    ///   - isDryRun: whether to plan alone.
    ///   - observe: told of pushes.
    func run(
        isDryRun: Bool, observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> RunResult {
        let files = SnapshotFiles(try await branch.repository.snapshot(of: branch.base))
        let settings = try publication.settings(try await setup.configuration(for: files, workTree: nil))
        var (result, draft) =
            isDryRun
            ? try await rehearse(files)
            : settings.mode == .push ? try await push(observe) : try await offer(settings, observe)
        if !isDryRun, let offered {
            let head = GitObjectID(result.revision) ?? branch.base
            result.merged = try await offered.merged(into: head, branch.repository, inputs(files).inputs)
        }
        if keepsDetails { result.details = try await details(result, draft, files) }
        result.configuration = try await setup.effectiveConfiguration(for: files)?.text
        return result
    }

    private typealias Ending = (result: RunResult, draft: Reconciler.Draft)

    private func rehearse(_ files: SnapshotFiles) async throws -> Ending {
        let draft = try await Reconciler(try await inputs(files).inputs).rehearse(files)
        return (
            RunResult(
                revision: branch.base.hex, branch: branch.name, plan: PlanSummary(draft.plan, isPublished: false)),
            draft
        )
    }

    private func push(_ observe: @escaping @Sendable (BranchPublisher.Event) -> Void) async throws -> Ending {
        let published = try await branch.publisher.publish(
            from: branch.base, observe: observe, prepare: { try await attempt($0) })
        let draft = published.attempt.report
        var result = RunResult(
            revision: published.base.hex, branch: branch.name,
            plan: PlanSummary(draft.plan, isPublished: published.commit != nil))
        result.commit = published.commit.map { id in
            PushedCommit(id: id.hex, draft, message: published.attempt.proposal?.message ?? "")
        }
        return (result, draft)
    }

    private func attempt(_ files: SnapshotFiles) async throws -> BranchPublisher.Attempt<Reconciler.Draft> {
        let (inputs, configuration) = try await inputs(files)
        let draft = try await Reconciler(inputs).prepare(files)
        return BranchPublisher.Attempt(
            proposal: CommitProposal(draft, subject: inputs.subject, body: inputs.body),
            identity: try await publication.identity(configuration.commit),
            report: draft)
    }

    private func offer(
        _ settings: PublishSettings, _ observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> Ending {
        let run = OffersRun(for: branch.offers, settings, forge: try await publication.forge(settings)) { files in
            // Holds that wait are added there.
            let (inputs, configuration) = try await setup.inputs(for: files, workTree: nil)
            return OffersRun.Context(
                inputs, configuration, by: try await publication.identity(configuration.commit))
        }
        let ending = try await run.run(lost: { observe(.lost(attempt: $0, pause: .zero)) })
        var result = RunResult(
            revision: ending.head.hex, branch: branch.name,
            plan: PlanSummary(ending.draft.plan, isPublished: false))
        result.offers = ending.reports.compactMap { OfferedChange($0) }
        if !result.offers.isEmpty { result.offered = Pin.all(of: ending.draft) }
        return (result, ending.draft)
    }

    private func details(
        _ result: RunResult, _ draft: Reconciler.Draft, _ files: SnapshotFiles
    ) async throws -> RunDetails {
        let inputs = try await inputs(files).inputs
        let commit = result.commit.flatMap { GitObjectID($0.id) }
        return RunDetails(
            plan: draft.plan, isPublished: commit != nil, rules: inputs.rules, holds: inputs.holds.adding(draft.holds),
            locator: inputs.locator, isSelected: inputs.isSelected, repository: branch.repository,
            tip: commit ?? branch.base)
    }

    /// What is decided by, with the holds of rollbacks that wait to be merged.
    private func inputs(_ files: SnapshotFiles) async throws -> (inputs: RunInputs, configuration: Configuration) {
        var (inputs, configuration) = try await setup.inputs(for: files, workTree: nil)
        inputs.holds = inputs.holds.adding(try await branch.offers.pendingHolds(over: files.snapshot.commit.id))
        return (inputs, configuration)
    }
}

extension PushedCommit {
    fileprivate init(id: String, _ draft: Reconciler.Draft, message: String) {
        self.id = id
        subject = String(message.prefix { $0 != "\n" })
        changes = draft.plan.changes.count
        pins = Pin.all(of: draft)
    }
}

extension Pin {
    fileprivate static func all(of draft: Reconciler.Draft) -> [Pin] {
        draft.plan.changes.compactMap { reference in
            reference.to.map { Pin(file: reference.occurrence.file.string, from: reference.from, to: $0) }
        }
    }
}
