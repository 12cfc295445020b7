import GitStore
import Manifests
import Planning

/// All that a run knew, for those who keep something of it: it lives no longer than that takes.
struct RunDetails: Sendable {
    let plan: Plan
    /// Whether the plan's changes are on the branch now.
    let isPublished: Bool
    let rules: PlanningRules
    let holds: HoldBook
    let locator: FileLocator
    let isSelected: @Sendable (RepositoryPath) -> Bool
    let repository: GitRepository
    /// The branch's newest commit.
    let tip: GitObjectID
}
