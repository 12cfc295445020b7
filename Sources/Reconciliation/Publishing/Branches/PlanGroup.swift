import ImageModel
import Manifests
package import Planning

/// Changes that are offered together.
package struct PlanGroup: Sendable {
    /// `nil` where all changes go together.
    package let name: String?
    /// The whole plan in which these alone are changes.
    package let plan: Plan
}

extension Plan {
    /// Splits the changes; those that are written together or not at all stay together, with the first of them.
    package func groups(by grouping: ChangeGrouping, owners: CodeOwners?) -> [PlanGroup] {
        guard grouping != .none else { return [PlanGroup(name: nil, plan: self)] }
        var names: [Int: String] = [:]
        for change in changes where names[change.group] == nil {
            names[change.group] = change.name(in: grouping, owners)
        }
        return Set(names.values).sorted().map { name in
            PlanGroup(name: name, plan: only { names[$0.group] == name })
        }
    }

    /// The same plan that writes nothing.
    var withoutChanges: Plan { only { _ in false } }

    private func only(_ isIncluded: (PlannedReference) -> Bool) -> Plan {
        var plan = self
        plan.references = references.map { reference in
            guard reference.status == .change, !isIncluded(reference) else { return reference }
            var still = reference
            still.status = .unchanged
            (still.to, still.edits, still.copies) = (nil, [], [])
            return still
        }
        return plan
    }
}

extension PlannedReference {
    fileprivate func name(in grouping: ChangeGrouping, _ owners: CodeOwners?) -> String {
        let file = occurrence.file.string
        switch grouping {
        case .none: return ""
        case .folder: return file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "top"
        case .owner:
            let found = owners?.owners(of: file) ?? []
            return found.isEmpty ? "nobody" : found.joined(separator: " ")
        case .image:
            guard let to, let reference = try? ImageReference(parsing: to) else { return "image" }
            return reference.repository.canonicalName
        }
    }
}
