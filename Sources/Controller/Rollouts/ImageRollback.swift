import Engine
import GitStore
import ImageModel
import Reconciliation
import Settings

/// Puts an image back one step on a remote's branch, with a hold and the cluster's own words as the reason.
struct ImageRollback: Sendable {
    let setup: RunSetup

    /// - Returns: `nil` where nothing was to be put back any more.
    func publish(
        _ verdict: RolloutCheck.Verdict, on branch: RemoteBranch,
        observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> PushedCommit? {
        let selection = try ImageSelection(Self.name(verdict.image.to))
        let published = try await branch.publisher.publish(from: branch.base, observe: observe) {
            files -> BranchPublisher.Attempt<RollbackDraft> in
            let (inputs, configuration) = try await setup.inputs(for: files, workTree: nil)
            var request = RollbackRequest(.image(selection, .previous), today: setup.today)
            request.reason = verdict.failure.words
            request.who = "Pinnace"
            let draft = try await RollbackPlanner(scanner: inputs.scanner, ledger: .standard).plan(
                request, on: files,
                history: HistoryReader(branch.repository, locator: inputs.locator, isSelected: inputs.isSelected))
            return BranchPublisher.Attempt(
                proposal: draft.files.isEmpty
                    ? nil : CommitProposal(changes: draft.files, message: draft.message),
                identity: try GitIdentity(controller: configuration.commit), report: draft)
        }
        return published.commit.map { commit in
            PushedCommit(
                id: commit.hex, subject: String(published.attempt.report.message.prefix { $0 != "\n" }),
                changes: published.attempt.report.changes.count, pins: [])
        }
    }

    /// A reference without its tag and digest.
    private static func name(_ text: String) -> String {
        (try? ImageReference(parsing: text)).map(\.repository.canonicalName) ?? text
    }
}
