import Manifests
package import Planning

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
    }

    /// Plans and writes in memory; nothing is copied.
    package func rehearse(_ files: some RepositoryFiles) async throws(ReconciliationError) -> Draft {
        let scan = try await inputs.scanner.scan(files)
        return try await draft(await plan(scan), scan, files)
    }

    /// Plans, copies what the plan needs, and writes in memory what then stands in the registry.
    package func prepare(_ files: some RepositoryFiles) async throws(ReconciliationError) -> Draft {
        let scan = try await inputs.scanner.scan(files)
        let plan = await CopyStage(inputs.registry).run(await plan(scan)) { observe(.copying($0)) }
        return try await draft(plan, scan, files)
    }

    private func plan(_ scan: RepositoryScan) async -> Plan {
        let graph = scan.graph
        observe(.scanned(files: scan.files, references: graph.occurrences.count))
        let resolver = CountingResolver(inputs.resolver) { [observe] in observe(.answered($0)) }
        let references = await Planner(rules: inputs.rules, holds: inputs.holds).plan(graph, asking: resolver)
        return Plan(revision: scan.revision, files: scan.files, references: references, findings: scan.findings)
    }

    private func draft(
        _ plan: Plan, _ scan: RepositoryScan, _ files: some RepositoryFiles
    ) async throws(ReconciliationError) -> Draft {
        let writing = try await PlanWriting(plan, scan, files, locator: inputs.locator)
        return Draft(plan: writing.plan, changes: writing.changes)
    }
}
