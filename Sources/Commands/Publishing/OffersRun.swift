import Forges
import GitStore
import Manifests
import Planning
import Reconciliation
import Settings

/// A reconcile whose changes are offered on branches of their own.
struct OffersRun: Sendable {
    let session: Session
    let git: GitOptions
    let target: PublishTarget
    let settings: PublishSettings
    /// `nil` for branches alone.
    let forge: (any Forge)?
    private static let attempts = 10

    func run() async throws -> Plan {
        for number in 1...Self.attempts {
            if let (draft, reports) = try await attempt() {
                session.report(draft, .offered(reports.map(\.line)))
                if session.options.format != .text { reports.map(\.line).forEach(session.console.note) }
                for report in reports { report.warnings.forEach(session.console.note) }
                return draft.plan
            }
            session.console.note("push \(number) was lost: somebody else moved a branch; looking again")
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...400) * number))
        }
        throw ReconciliationError(
            .push, subject: target.branch,
            "somebody else was faster \(Self.attempts) times in a row; run it again later")
    }

    private typealias MessageTemplates = (subject: PlanTemplate?, body: PlanTemplate?)
    private typealias Attempt = (draft: Reconciler.Draft, reports: [OfferReport])

    /// - Returns: `nil` where a branch was moved by somebody else meanwhile.
    private func attempt() async throws -> Attempt? {
        let names = BranchNames(template: settings.branch, base: target.branch)
        let head = try await target.refresh([names.prefix])
        var tips = try await target.repository.trackedBranches(of: target.trackingName, prefix: names.prefix)
        let files = SnapshotFiles(try await target.repository.snapshot(of: head))
        let (whole, offers, message, identity) = try await plan(files, head)
        let publisher = OfferPublisher(
            target: target, forge: forge, settings: settings, head: head, template: names.template)
        var reports: [OfferReport] = []
        for offer in offers {
            guard let proposal = CommitProposal(offer.draft, subject: message.subject, body: message.body) else {
                continue
            }
            let name = names.name(of: offer.group)
            let outcome = try await publisher.offer(
                proposal, by: identity, on: name, at: tips.removeValue(forKey: name),
                text(offer, proposal))
            if case .lost = outcome { return nil }
            reports.append(OfferReport(branch: name, changes: offer.draft.plan.changes.count, outcome: outcome))
        }
        guard let withdrawn = try await withdraw(tips, names, publisher) else { return nil }
        return (whole, reports + withdrawn)
    }

    private func plan(
        _ files: SnapshotFiles, _ head: GitObjectID
    ) async throws -> (Reconciler.Draft, [Reconciler.Offer], MessageTemplates, GitIdentity) {
        var (inputs, configuration) = try await session.inputs(for: files, workTree: target.workFolder?.path)
        inputs.holds = inputs.holds.adding(try await target.pendingHolds(over: head))
        let progress = RunProgress(session)
        defer { progress.end() }
        let (whole, offers) = try await Reconciler(inputs) { progress.show($0) }
            .offers(files, by: settings.grouping, owners: try await owners(files))
        let identity = try await session.identity(configuration.commit, git, target.repository)
        return (whole, offers, (inputs.subject, inputs.body), identity)
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
        for (name, tip) in tips.sorted(by: { $0.key < $1.key }) where name != target.branch {
            guard names.owns(name, at: try await target.repository.commit(tip)) else { continue }
            let outcome = try await publisher.withdraw(name, at: tip)
            if case .lost = outcome { return nil }
            reports.append(OfferReport(branch: name, changes: 0, outcome: outcome))
        }
        return reports
    }
}
