package import Forges
package import GitStore
import Manifests
import Planning
package import Reconciliation
package import Settings

/// A reconcile whose changes are offered on branches of their own.
package struct OffersRun: Sendable {
    /// What is decided by, on each state of the files.
    package struct Context: Sendable {
        package let inputs: RunInputs
        package let configuration: Configuration
        package let identity: GitIdentity

        package init(_ inputs: RunInputs, _ configuration: Configuration, by identity: GitIdentity) {
            self.inputs = inputs
            self.configuration = configuration
            self.identity = identity
        }
    }

    private let target: TargetBranch
    private let settings: PublishSettings
    private let forge: (any Forge)?
    private let context: @Sendable (SnapshotFiles) async throws -> Context
    private static let attempts = 10

    /// - Parameters:
    ///   - forge: `nil` for branches alone.
    package init(
        for target: TargetBranch, _ settings: PublishSettings, forge: (any Forge)?,
        context: @escaping @Sendable (SnapshotFiles) async throws -> Context
    ) {
        self.target = target
        self.settings = settings
        self.forge = forge
        self.context = context
    }

    /// How it ended: all that is planned, and what became of each part of it.
    package struct Ending: Sendable {
        /// The commit that was planned on.
        package let head: GitObjectID
        package let draft: Reconciler.Draft
        package let reports: [OfferReport]
    }

    /// - Parameters:
    ///   - lost: told of each time that somebody else was faster.
    ///   - observe: told how far it is.
    package func run(
        lost: (Int) -> Void = { _ in }, observe: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> Ending {
        for number in 1...Self.attempts {
            if let ending = try await attempt(observe) { return ending }
            lost(number)
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...400) * number))
        }
        throw ReconciliationError(
            .push, subject: target.name,
            "somebody else was faster \(Self.attempts) times in a row; run it again later")
    }

    /// - Returns: `nil` where a branch was moved by somebody else meanwhile.
    private func attempt(_ observe: @escaping @Sendable (RunEvent) -> Void) async throws -> Ending? {
        let names = BranchNames(template: settings.branch, base: target.name)
        let head = try await target.refresh([names.prefix])
        var tips = try await target.tips(prefix: names.prefix)
        let files = SnapshotFiles(try await target.repository.snapshot(of: head))
        let context = try await context(files)
        let (whole, offers) = try await plan(context, files, head, observe)
        let publisher = OfferPublisher(
            target: target, forge: forge, settings: settings, head: head, template: names.template)
        var reports: [OfferReport] = []
        for offer in offers {
            guard let proposal = CommitProposal(offer.draft, subject: context.inputs.subject, body: context.inputs.body)
            else { continue }
            let name = names.name(of: offer.group)
            let outcome = try await publisher.offer(
                proposal, by: context.identity, on: name, at: tips.removeValue(forKey: name), text(offer, proposal))
            if case .lost = outcome { return nil }
            reports.append(OfferReport(branch: name, changes: offer.draft.plan.changes.count, outcome: outcome))
        }
        guard let withdrawn = try await withdraw(tips, names, publisher) else { return nil }
        return Ending(head: head, draft: whole, reports: reports + withdrawn)
    }

    private func plan(
        _ context: Context, _ files: SnapshotFiles, _ head: GitObjectID,
        _ observe: @escaping @Sendable (RunEvent) -> Void
    ) async throws -> (Reconciler.Draft, [Reconciler.Offer]) {
        var inputs = context.inputs
        inputs.holds = inputs.holds.adding(try await target.pendingHolds(over: head))
        return try await Reconciler(inputs, observe: observe)
            .offers(files, by: settings.grouping, owners: try await owners(files))
    }

    private func owners(_ files: SnapshotFiles) async throws -> CodeOwners? {
        guard settings.grouping == .owner else { return nil }
        for place in CodeOwners.places {
            guard let path = RepositoryPath(place), let bytes = try await files.read(path) else { continue }
            return CodeOwners(String(decoding: bytes, as: UTF8.self))
        }
        return nil
    }

    private func text(_ offer: Reconciler.Offer, _ proposal: CommitProposal) -> PullRequestText? {
        forge.map { forge in
            PullRequestText(
                offer.draft, proposal, group: offer.group, titleLimit: forge.limits.title,
                bodyLimit: forge.limits.body)
        }
    }

    /// What was offered before and is not any more.
    private func withdraw(
        _ tips: [String: GitObjectID], _ names: BranchNames, _ publisher: OfferPublisher
    ) async throws -> [OfferReport]? {
        var reports: [OfferReport] = []
        for (name, tip) in tips.sorted(by: { $0.key < $1.key }) where name != target.name {
            guard names.owns(name, at: try await target.repository.commit(tip)) else { continue }
            let outcome = try await publisher.withdraw(name, at: tip)
            if case .lost = outcome { return nil }
            reports.append(OfferReport(branch: name, changes: 0, outcome: outcome))
        }
        return reports
    }
}
