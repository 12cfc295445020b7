import Engine
import GitStore
import ImageModel
import Reconciliation
import Settings

/// Puts an image back one step on a remote's branch, with a hold and the cluster's own words as the reason.
struct ImageRollback: Sendable {
    let setup: RunSetup
    let publication: Publication
    let branch: RemoteBranch

    /// - Returns: `nil` where nothing was to be put back any more.
    func publish(
        _ verdict: RolloutCheck.Verdict, observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> PushedCommit? {
        let files = SnapshotFiles(try await branch.repository.snapshot(of: branch.base))
        let settings = try publication.settings(try await setup.configuration(for: files, workTree: nil))
        guard let forge = try await publication.forge(settings) else { return try await push(verdict, observe) }
        // Where nobody may push, it waits in a pull request, with its hold in force.
        let name = Self.name(verdict.image.to)
        let (draft, report) = try await RollbackOffer(for: branch.offers, forge: forge).run(what: name) { files in
            let (draft, configuration) = try await plan(verdict, files)
            return RollbackOffer.Prepared(
                draft, settings, by: try await publication.identity(configuration.commit))
        }
        guard case .requested(_, let commit) = report.outcome else { return nil }
        return PushedCommit(commit, draft)
    }

    private func push(
        _ verdict: RolloutCheck.Verdict, _ observe: @escaping @Sendable (BranchPublisher.Event) -> Void
    ) async throws -> PushedCommit? {
        let published = try await branch.publisher.publish(from: branch.base, observe: observe) {
            files -> BranchPublisher.Attempt<RollbackDraft> in
            let (draft, configuration) = try await plan(verdict, files)
            return BranchPublisher.Attempt(
                proposal: draft.files.isEmpty
                    ? nil : CommitProposal(changes: draft.files, message: draft.message),
                identity: try await publication.identity(configuration.commit), report: draft)
        }
        return published.commit.map { PushedCommit($0, published.attempt.report) }
    }

    private func plan(
        _ verdict: RolloutCheck.Verdict, _ files: SnapshotFiles
    ) async throws -> (RollbackDraft, Configuration) {
        let (inputs, configuration) = try await setup.inputs(for: files, workTree: nil)
        var request = RollbackRequest(
            .image(try ImageSelection(Self.name(verdict.image.to)), .previous), today: setup.today)
        request.reason = verdict.failure.words
        request.who = "Pinnace"
        let draft = try await RollbackPlanner(scanner: inputs.scanner, ledger: .standard).plan(
            request, on: files,
            history: HistoryReader(branch.repository, locator: inputs.locator, isSelected: inputs.isSelected))
        return (draft, configuration)
    }

    /// A reference without its tag and digest.
    private static func name(_ text: String) -> String {
        (try? ImageReference(parsing: text)).map(\.repository.canonicalName) ?? text
    }
}

extension PushedCommit {
    fileprivate init(_ commit: GitObjectID, _ draft: RollbackDraft) {
        self.init(
            id: commit.hex, subject: String(draft.message.prefix { $0 != "\n" }), changes: draft.changes.count,
            pins: [])
    }
}
