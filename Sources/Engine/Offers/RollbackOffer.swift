package import Forges
package import GitStore
package import Reconciliation
package import Settings

/// A rollback that waits in a pull request, for a branch that nobody may push to.
package struct RollbackOffer: Sendable {
    private let target: TargetBranch
    private let forge: any Forge
    private static let attempts = 5

    package init(for target: TargetBranch, forge: any Forge) {
        self.target = target
        self.forge = forge
    }

    /// What is offered, on one state of the files.
    package struct Prepared: Sendable {
        let draft: RollbackDraft
        let settings: PublishSettings
        let identity: GitIdentity

        package init(_ draft: RollbackDraft, _ settings: PublishSettings, by identity: GitIdentity) {
            self.draft = draft
            self.settings = settings
            self.identity = identity
        }
    }

    /// - Parameters:
    ///   - what: names the branch; the same rollback made again is the same pull request.
    ///   - prepare: plans on the tip of the branch that it is for.
    package func run(
        what: String, prepare: (SnapshotFiles) async throws -> Prepared
    ) async throws -> (draft: RollbackDraft, report: OfferReport) {
        let name = BranchNames.rollback(what, of: target.name)
        for _ in 1...Self.attempts {
            let head = try await target.refresh([])
            let tip = try await target.tips(prefix: name)[name]
            let prepared = try await prepare(SnapshotFiles(try await target.repository.snapshot(of: head)))
            let outcome = try await offer(prepared, head, on: name, at: tip)
            if case .lost = outcome { continue }
            return (
                prepared.draft, OfferReport(branch: name, changes: prepared.draft.changes.count, outcome: outcome)
            )
        }
        throw ReconciliationError(
            .push, subject: name, "somebody else was faster \(Self.attempts) times in a row; run it again later")
    }

    private func offer(
        _ prepared: Prepared, _ head: GitObjectID, on name: String, at tip: GitObjectID?
    ) async throws -> OfferPublisher.Outcome {
        let draft = prepared.draft
        let proposal = CommitProposal(changes: draft.files, message: draft.message)
        let publisher = OfferPublisher(
            target: target, forge: forge, settings: prepared.settings, head: head, template: name, isRefusable: false)
        let limits = forge.limits
        let text = PullRequestText(draft, proposal, titleLimit: limits.title, bodyLimit: limits.body)
        return try await publisher.offer(proposal, by: prepared.identity, on: name, at: tip, text)
    }
}
