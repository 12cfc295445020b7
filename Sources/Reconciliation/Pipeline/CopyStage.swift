import ImageModel
import Planning
import Registry

/// Brings over what a plan found missing, before anything is written.
struct CopyStage: Sendable {
    private let registry: RegistryClient

    init(_ registry: RegistryClient) {
        self.registry = registry
    }

    /// The plan, with references blocked whose image did not arrive.
    func run(_ plan: Plan, progress: (PlannedCopy) -> Void) async -> Plan {
        var failures: [PlannedCopy: ResolutionFailure] = [:]
        for copy in plan.copies {
            progress(copy)
            if let failure = await self.failure(of: copy) { failures[copy] = failure }
        }
        return failures.isEmpty ? plan : blocking(plan, failures)
    }

    /// Copies, then asks the target: what is written is what it has.
    private func failure(of copy: PlannedCopy) async -> ResolutionFailure? {
        do throws(RegistryError) {
            let result = try await registry.copy(
                from: copy.source, to: copy.target, options: CopyOptions(replace: copy.replace))
            let pushed = copy.target.with(tag: nil, digest: copy.digest)
            await registry.forget(copy.target)
            await registry.forget(pushed)
            let found = try await registry.resolve(pushed)
            guard result.digest == copy.digest, found.digest == copy.digest else {
                return ResolutionFailure(
                    .verificationFailed,
                    "\(copy.source) was copied as \(result.digest.short), not as \(copy.digest.short); plan again")
            }
            return nil
        } catch {
            return ResolutionFailure(error.reason, "the copy to \(copy.target) failed: \(error.message)")
        }
    }

    /// A group is written together or not at all.
    private func blocking(_ plan: Plan, _ failures: [PlannedCopy: ResolutionFailure]) -> Plan {
        var groups: [Int: ResolutionFailure] = [:]
        for reference in plan.changes {
            for copy in reference.copies { if let failure = failures[copy] { groups[reference.group] = failure } }
        }
        var plan = plan
        plan.references = plan.references.map { reference in
            guard reference.status == .change, let failure = groups[reference.group] else { return reference }
            return reference.without(.blocked, failure.reason, failure.message)
        }
        return plan
    }
}
