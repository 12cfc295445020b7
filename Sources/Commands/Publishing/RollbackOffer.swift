import Forges
import GitStore
import Reconciliation
import Settings

/// A rollback that waits in a pull request, for a branch that nobody may push to.
struct RollbackOffer: Sendable {
    let session: Session
    let git: GitOptions
    let target: PublishTarget
    let forge: any Forge
    private static let attempts = 5

    /// - Parameters:
    ///   - what: names the branch; the same rollback made again is the same pull request.
    ///   - prepare: plans on the tip of the branch that it is for.
    func run(what: String, prepare: (SnapshotFiles) async throws -> RollbackDraft) async throws {
        let name = BranchNames.rollback(what, of: target.branch)
        for _ in 1...Self.attempts {
            let head = try await target.refresh([])
            let tips = try await target.repository.trackedBranches(of: target.trackingName, prefix: name)
            let files = SnapshotFiles(try await target.repository.snapshot(of: head))
            let draft = try await prepare(files)
            let outcome = try await offer(draft, files, head, on: name, at: tips[name])
            if case .lost = outcome { continue }
            return report(draft, outcome, name)
        }
        throw ReconciliationError(
            .push, subject: name, "somebody else was faster \(Self.attempts) times in a row; run it again later")
    }

    private func offer(
        _ draft: RollbackDraft, _ files: SnapshotFiles, _ head: GitObjectID, on name: String, at tip: GitObjectID?
    ) async throws -> OfferPublisher.Outcome {
        let configuration = try await session.configuration(for: files, workTree: target.workFolder?.path)
        let proposal = CommitProposal(changes: draft.files, message: draft.message)
        let publisher = OfferPublisher(
            target: target, forge: forge, settings: configuration.publish, head: head, template: name,
            isRefusable: false)
        return try await publisher.offer(
            proposal, by: try await session.identity(configuration.commit, git, target.repository), on: name, at: tip,
            PullRequestText(draft, proposal, titleLimit: forge.limits.title, bodyLimit: forge.limits.body))
    }

    private func report(_ draft: RollbackDraft, _ outcome: OfferPublisher.Outcome, _ name: String) {
        let report = OfferReport(branch: name, changes: draft.changes.count, outcome: outcome)
        report.warnings.forEach(session.console.note)
        if session.options.format == .json {
            session.console.note(report.line)
            if case .requested(_, let commit) = outcome { session.write(RollbackDocument(draft, commit: commit.hex)) }
            return
        }
        var line = report.line
        if case .requested = outcome { line += "\nIts holds are in force already." }
        session.console.write(
            RollbackText(draft: draft, commit: nil, branch: nil, style: session.console.style, offer: line).text)
    }
}
