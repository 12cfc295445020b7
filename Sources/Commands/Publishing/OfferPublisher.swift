import Forges
import GitStore
import Reconciliation
import Settings

/// Offers a change on a branch of its own, with or without a pull request, and takes it back when it is over.
struct OfferPublisher: Sendable {
    let target: PublishTarget
    /// `nil` for a branch alone.
    let forge: (any Forge)?
    let settings: PublishSettings
    /// The tip of the branch that the change is for.
    let head: GitObjectID
    /// What branches are named by.
    let template: String
    /// Whether closing its pull request refuses a change; a rollback is asked for each time.
    var isRefusable = true

    /// What became of one offer.
    enum Outcome: Sendable {
        /// There is nothing to offer, and nothing to take back.
        case nothing
        case pushed(GitObjectID, isNew: Bool)
        case requested(PublishedPullRequest, GitObjectID)
        case foreign(GitCommit)
        /// Somebody closed exactly this.
        case refused(PullRequest)
        case removed(PullRequest?)
        case lost
    }

    /// - Parameters:
    ///   - tip: where the branch was fetched.
    ///   - text: what the pull request is to say.
    func offer(
        _ proposal: CommitProposal, by identity: GitIdentity, on name: String, at tip: GitObjectID?,
        _ text: PullRequestText?
    ) async throws -> Outcome {
        let branch = try branch(name)
        let state = try await branch.state(at: tip, over: head)
        if case .foreign(let commit) = state {
            try await handOver(name)
            return .foreign(commit)
        }
        if isRefusable, let forge, let text, let refusal = try await refusal(of: text, on: name, forge) {
            return .refused(refusal)
        }
        let commit = try await branch.commit(proposal, by: identity, onto: head, instead: state)
        let outcome = try await branch.bring(to: commit, from: state)
        if outcome == .lost { return .lost }
        guard let forge, let text else { return .pushed(commit, isNew: outcome == .pushed(commit)) }
        var draft = PullRequestDraft(branch: name, base: target.branch, title: text.title, body: text.body)
        draft.labels = settings.labels
        draft.reviewers = settings.reviewers
        return .requested(try await forge.publish(draft, mergesWhenReady: settings.mergesWhenReady), commit)
    }

    /// Deletes the branch, where all that is on it is Pinnace's, and closes the pull request.
    ///
    /// The branch goes first, as only that fails where somebody commits to it meanwhile. Most forges close the pull request
    /// by themselves then, so that its text says before that nobody refused it.
    func withdraw(_ name: String, at tip: GitObjectID) async throws -> Outcome {
        let branch = try branch(name)
        let state = try await branch.state(at: tip, over: head)
        if case .foreign(let commit) = state { return .foreign(commit) }
        let request = try await forge?.open(from: name, into: target.branch)
        if let request { try await unmark(request, "closed by pinnace") }
        guard try await branch.bring(to: nil, from: state) != .lost else { return .lost }
        if let forge, let request {
            do throws(ForgeError) {
                try await forge.comment(Self.farewell, on: request)
                try await forge.close(request)
            } catch {
                guard try await forge.open(from: name, into: target.branch) == nil else { throw error }
            }
        }
        return .removed(request)
    }

    /// People commit to the branch: to close the pull request is no refusal any more.
    private func handOver(_ name: String) async throws {
        guard let request = try await forge?.open(from: name, into: target.branch) else { return }
        try await unmark(request, "taken over")
    }

    private func unmark(_ request: PullRequest, _ note: String) async throws {
        let body = ChangeFingerprint.removed(from: request.body, note)
        guard let forge, body != request.body else { return }
        let draft = PullRequestDraft(branch: "", base: target.branch, title: request.title, body: body)
        _ = try await forge.update(request, to: draft)
    }

    private static let farewell =
        "There is nothing to change any more: what this offered is done, held, or not wanted now. Pinnace closes it and "
        + "deletes its branch."

    private func branch(_ name: String) throws(ReconciliationError) -> OwnBranch {
        try OwnBranch(name, for: target.branch, as: template, in: target.repository, replace: target.replace)
    }

    /// A pull request that offered the same and was closed unmerged, while none is open.
    private func refusal(
        of text: PullRequestText, on name: String, _ forge: any Forge
    ) async throws(ForgeError) -> PullRequest? {
        guard try await forge.open(from: name, into: target.branch) == nil else { return nil }
        return try await forge.past(from: name, into: target.branch).first {
            $0.state == .closed && ChangeFingerprint(in: $0.body) == text.fingerprint
        }
    }
}
