import ImageModel
import Manifests
import Planning
import YAMLSource

/// What a status tells of a plan: numbers, and the first references that are blocked.
struct PlanSummary: Sendable, Hashable {
    var counts = ConfigRepositoryStatus.Counts()
    var blocked: [ConfigRepositoryStatus.BlockedReference] = []
    /// Hosts that images come from or go to.
    var registries: [String] = []
    /// References that could not be judged because a registry refused, limited or did not answer.
    var unanswered = 0
    /// The first such reference's message.
    var unansweredMessage: String?

    /// - Parameter isPublished: whether the plan's changes are on the branch now.
    init(_ plan: Plan, isPublished: Bool) {
        counts.references = plan.references.count
        counts.changed = isPublished ? plan.count(.change) : 0
        counts.pending = isPublished ? 0 : plan.count(.change)
        counts.unchanged = plan.count(.unchanged)
        counts.skipped = plan.count(.skipped)
        counts.held = plan.count(.held)
        counts.blocked = plan.count(.blocked)
        registries = Self.registries(plan)
        for reference in plan.references where reference.status == .blocked {
            if reference.reason?.meansUnjudged == true {
                unanswered += 1
                unansweredMessage = unansweredMessage ?? reference.message
            }
            if blocked.count < ConfigRepositoryStatus.listed { blocked.append(.init(reference)) }
        }
    }
}

extension PlanSummary {
    private static func registries(_ plan: Plan) -> [String] {
        var hosts: Set<String> = []
        for reference in plan.references where reference.status != .skipped {
            for text in [reference.from, reference.to].compactMap(\.self) {
                guard let image = try? ImageReference(parsing: text) else { continue }
                hosts.insert(image.repository.host.lowercased())
            }
        }
        return Array(hosts.sorted().prefix(ConfigRepositoryStatus.registryLimit))
    }
}

extension ConfigRepositoryStatus.BlockedReference {
    init(_ reference: PlannedReference) {
        self.init(
            file: String(reference.occurrence.file.string.prefix(4_096)),
            line: reference.occurrence.location.line,
            image: String(reference.from.prefix(ConfigRepositoryStatus.messageLimit)),
            reason: reference.reason?.rawValue ?? "",
            message: String((reference.message ?? "").prefix(ConfigRepositoryStatus.messageLimit))
        )
    }
}
