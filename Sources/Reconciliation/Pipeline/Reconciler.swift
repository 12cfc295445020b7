import GitStore
import Manifests
package import Planning
import Registry

/// The pipeline for one state of a repository: scan, plan, bring images over, write, check.
package struct Reconciler: Sendable {
    private let inputs: RunInputs
    private let observe: @Sendable (RunEvent) -> Void

    /// - Parameter observe: told how far a run is, from any thread.
    package init(_ inputs: RunInputs, observe: @escaping @Sendable (RunEvent) -> Void = { _ in }) {
        self.inputs = inputs
        self.observe = observe
    }

    /// A run up to the bytes that it would write. Touches nothing.
    package struct Draft: Sendable {
        package let plan: Plan
        package let changes: [FileChange]
        /// What people put back by hand, held from now on.
        package let holds: [Hold]
    }

    /// Plans and writes in memory; nothing is copied.
    package func rehearse(_ files: some RepositoryFiles) async throws(ReconciliationError) -> Draft {
        let scan = try await inputs.scanner.scan(files)
        let (plan, holds) = try await plan(scan, files)
        return try await draft(plan, holds, scan, files)
    }

    /// Plans, copies what the plan needs, and writes in memory what then stands in the registry.
    package func prepare(_ files: some RepositoryFiles) async throws(ReconciliationError) -> Draft {
        let scan = try await inputs.scanner.scan(files)
        let (planned, holds) = try await plan(scan, files)
        let plan = await CopyStage(inputs.registry).run(planned) { observe(.copying($0)) }
        return try await draft(plan, holds, scan, files)
    }

    /// One offer of several.
    package struct Offer: Sendable {
        /// `nil` where all changes go together.
        package let group: String?
        package let draft: Draft
    }

    /// As ``prepare(_:)``, with the changes split into offers that are written each by itself. Without a grouping there is
    /// one; holds that were found in the history are an offer of their own, as they wait for nothing.
    package func offers(
        _ files: some RepositoryFiles, by grouping: ChangeGrouping, owners: CodeOwners?
    ) async throws(ReconciliationError) -> (whole: Draft, offers: [Offer]) {
        let scan = try await inputs.scanner.scan(files)
        let (planned, holds) = try await plan(scan, files)
        let plan = await CopyStage(inputs.registry).run(planned) { observe(.copying($0)) }
        let whole = try await draft(plan, holds, scan, files)
        guard grouping != .none else { return (whole, [Offer(group: nil, draft: whole)]) }
        var offers: [Offer] = []
        for group in whole.plan.groups(by: grouping, owners: owners) {
            offers.append(Offer(group: group.name, draft: try await draft(group.plan, [], scan, files)))
        }
        if !holds.isEmpty {
            let ledger = try await inputs.ledger?.adding(holds, to: files)
            let draft = Draft(plan: whole.plan.withoutChanges, changes: [ledger].compactMap(\.self), holds: holds)
            offers.append(Offer(group: "holds", draft: draft))
        }
        return (whole, offers)
    }

    /// - Returns: the plan, and the holds that it found in the history.
    private func plan(
        _ scan: RepositoryScan, _ files: some RepositoryFiles
    ) async throws(ReconciliationError) -> (Plan, [Hold]) {
        let graph = scan.graph
        observe(.scanned(files: scan.files, references: graph.occurrences.count))
        let resolver = CountingResolver(inputs.resolver) { [observe] in observe(.answered($0)) }
        let planner = Planner(rules: inputs.rules, holds: inputs.holds)
        let choices = await planner.follow(graph, listing: inputs.resolver)
        var references = await planner.plan(graph, asking: resolver, following: choices)
        let holds = try await takenBack(references, files)
        if !holds.isEmpty {
            references = await Planner(rules: inputs.rules, holds: inputs.holds.adding(holds))
                .plan(graph, asking: inputs.resolver, following: choices)
        }
        let findings = scan.findings + PullSecretCheck(scan.scans, inputs.rules).findings(references)
        var plan = Plan(
            revision: scan.revision, files: scan.files, references: references, findings: findings.inFileOrder)
        plan.recorded = inputs.registry.recordedSpan
        plan.allowances = inputs.registry.allowances
        return (plan, holds)
    }

    /// A checkout without its whole history cannot tell, and cannot be committed from either.
    private func takenBack(
        _ references: [PlannedReference], _ files: some RepositoryFiles
    ) async throws(ReconciliationError) -> [Hold] {
        guard let past = files.past, let ledger = inputs.ledger, await !past.repository.isShallow else { return [] }
        return try await RevertSearch(past, ledger: ledger, holds: inputs.holds, locator: inputs.locator)
            .holds(for: references)
    }

    private func draft(
        _ plan: Plan, _ holds: [Hold], _ scan: RepositoryScan, _ files: some RepositoryFiles
    ) async throws(ReconciliationError) -> Draft {
        let writing = try await PlanWriting(plan, scan, files, locator: inputs.locator)
        let ledger = holds.isEmpty ? nil : try await inputs.ledger?.adding(holds, to: files)
        return Draft(plan: writing.plan, changes: writing.changes + [ledger].compactMap(\.self), holds: holds)
    }
}
