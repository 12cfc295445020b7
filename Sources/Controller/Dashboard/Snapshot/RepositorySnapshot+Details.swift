import GitStore
import ImageModel
import Manifests
import Planning
import YAMLSource

extension RepositorySnapshot {
    /// - Parameter room: how many references may be kept; those that need attention come first.
    init(_ details: RunDetails, branch: String, room: Int) {
        self.init(
            details.plan, by: details.rules, holds: details.holds, isPublished: details.isPublished,
            revision: details.tip.hex, branch: branch, room: room)
    }

    init(
        _ plan: Plan, by rules: PlanningRules, holds book: HoldBook, isPublished: Bool, revision: String,
        branch: String, room: Int
    ) {
        self.init(revision: revision, branch: branch)
        files = plan.files
        self.isPublished = isPublished
        var pool = TextPool()
        let kept = Self.kept(plan.references, room)
        references = Self.byImage(kept.map { SnapshotReference($0, isPublished: isPublished, &pool) })
        leftOut = plan.references.count - kept.count
        for reference in plan.references {
            counts[ReferenceState(reference.status, isPublished: isPublished), default: 0] += 1
        }
        findings = plan.findings.prefix(SnapshotLimits.findings).map { SnapshotFinding($0, &pool) }
        findingsLeftOut = plan.findings.count - findings.count
        holds = book.holds.prefix(SnapshotLimits.holds).map { SnapshotHold($0, today: book.today, &pool) }
        holdsLeftOut = book.holds.count - holds.count
        migration = MigrationProgress(plan, rules, isPublished: isPublished)
    }

    private static func kept(_ references: [PlannedReference], _ room: Int) -> [PlannedReference] {
        guard references.count > room else { return references }
        let calm: Set<PlannedReference.Status> = [.unchanged, .skipped]
        let urgent = references.filter { !calm.contains($0.status) }
        return Array((urgent + references.filter { calm.contains($0.status) }).prefix(max(0, room)))
    }

    /// A page is a stretch of this list; places stay in the plan's order.
    static func byImage(_ references: [SnapshotReference]) -> [SnapshotReference] {
        let names = references.map { ImageText($0.standing).name }
        return references.indices.sorted { (names[$0], $0) < (names[$1], $1) }.map { references[$0] }
    }
}

extension ReferenceState {
    init(_ status: PlannedReference.Status, isPublished: Bool) {
        self =
            switch status {
            case .change: isPublished ? .changed : .pending
            case .unchanged: .unchanged
            case .skipped: .skipped
            case .held: .held
            case .blocked: .blocked
            }
    }
}

extension SnapshotReference {
    fileprivate init(_ reference: PlannedReference, isPublished: Bool, _ pool: inout TextPool) {
        let digest = reference.digest?.description
        let isSpelled = digest.map { (reference.to ?? reference.from).hasSuffix($0) } ?? true
        let state = ReferenceState(reference.status, isPublished: isPublished)
        let platforms = reference.platforms.map(\.description).joined(separator: ", ")
        self.init(
            file: pool.text(reference.occurrence.file.string),
            line: Int32(clamping: reference.occurrence.location.line),
            object: pool.text(reference.occurrence.object?.description), field: pool.text(reference.occurrence.field),
            from: pool.text(reference.from), to: pool.text(reference.to),
            state: state,
            reason: pool.text(reference.reason?.rawValue), message: pool.text(reference.message),
            digest: isSpelled ? nil : pool.text(digest), platforms: platforms.isEmpty ? nil : pool.text(platforms),
            host: pool.text(ImageText(state == .changed ? reference.to ?? reference.from : reference.from).host))
    }
}

extension SnapshotFinding {
    fileprivate init(_ finding: Finding, _ pool: inout TextPool) {
        self.init(
            file: pool.text(finding.file.string), line: finding.location.map { Int32(clamping: $0.line) },
            reason: pool.text(finding.reason.rawValue), message: pool.text(finding.message))
    }
}
