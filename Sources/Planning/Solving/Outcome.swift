import ImageModel
import Manifests

/// The verdicts of all references, brought together with what base and overlay render to.
struct Outcome {
    let graph: RenderGraph
    var verdicts: [Verdict]
    let rules: PlanningRules
    var edits: [Int: [PlannedEdit]] = [:]
    var groups: [Int: Int] = [:]
    /// What those may become that are no image by themselves.
    var fragments: [Int: FragmentFate] = [:]

    init(graph: RenderGraph, verdicts: [Verdict], rules: PlanningRules) {
        self.graph = graph
        self.verdicts = verdicts
        self.rules = rules
    }

    mutating func settle() {
        excuseFragments()
        if verdicts.contains(where: { $0.change != nil }) { settleChanges() }
        excuseOverridden()
    }

    private mutating func settleChanges() {
        refuseHelmForms()
        refuseDoubts()
        refuseDetached()
        for (number, group) in graph.groups().enumerated() {
            let contexts = group.map { graph.contexts[$0] }.filter { !$0.isIncomplete }
            for context in contexts { groups[context.owner] = number }
            settle(contexts)
        }
        refuseSideEffects()
    }

    /// A chart that is not known to take a digest gets none.
    private mutating func refuseHelmForms() {
        for context in graph.contexts {
            guard case .helm(let layers) = context.formula, verdicts[context.owner].change != nil,
                !context.isIncomplete
            else { continue }
            let occurrence = graph.occurrences[context.owner]
            let form = HelmForm(layers: layers, occurrence: occurrence, charts: graph.charts, rules: rules)
            if case .undecided(let message) = form { block(context.owner, .helmDigestForm, message) }
        }
    }

    /// Where something else has a say in what is rendered, neither the base nor the entry that decides is written.
    private mutating func refuseDoubts() {
        let sources = ownerOfSource
        for context in graph.contexts {
            guard let doubt = context.doubt else { continue }
            var owners: Set = [context.owner]
            let own = context.formula.sources.compactMap { sources[$0.id] }
            owners.formUnion(own)
            for owner in owners where verdicts[owner].change != nil {
                block(owner, .renderDiffers, "what \(context.name) renders cannot be told: \(doubt)")
            }
        }
    }

    private mutating func settle(_ contexts: [RenderContext]) {
        let owners = Set(contexts.map(\.owner))
        let wanted = owners.reduce(into: [Int: ImageReference]()) { $0[$1] = verdicts[$1].change?.to }
        guard !wanted.isEmpty else { return }
        let solution = GroupSolver(graph: graph, contexts: contexts, wanted: wanted, fragments: fragments, rules: rules)
            .solve()
        for owner in wanted.keys where solution?.changing.contains(owner) != true {
            block(owner, .renderDiffers, Self.conflict(contexts, owner))
        }
        if let solution { record(solution, contexts) }
    }

    private static func conflict(_ contexts: [RenderContext], _ owner: Int) -> String {
        if contexts.contains(where: \.isSpliced) {
            return
                "replacements put pieces of it together, and no values of theirs render to the planned image: put an "
                + "images: entry in their place"
        }
        let others = Set(contexts.filter { $0.owner != owner }.map(\.name)).sorted()
        let why =
            others.isEmpty
            ? "the pieces have no place for it" : "it shares values with \(others.joined(separator: ", "))"
        return "no edit makes everything that is built from here render to the planned image: \(why)"
    }

    /// An edit goes with the reference that the scalar belongs to, else with every reference that needs it.
    private mutating func record(_ solution: GroupSolver.Solution, _ contexts: [RenderContext]) {
        let changing = contexts.filter { solution.changing.contains($0.owner) }
        for site in Set(contexts.flatMap(\.formula.sites)) {
            guard let value = solution.values[site.id], site.value != value else { continue }
            let touching = Set(changing.filter { $0.formula.sites.contains { $0.id == site.id } }.map(\.owner))
            let declaring = touching.filter { graph.occurrences[$0].parts.sites.contains { $0.id == site.id } }
            for owner in declaring.isEmpty ? touching : declaring {
                edits[owner, default: []].append(PlannedEdit(site: site, to: value))
            }
        }
    }

    /// A base whose image every overlay replaces need not resolve by itself.
    private mutating func excuseOverridden() {
        guard verdicts.contains(where: \.isNotFound) else { return }
        let sources = ownerOfSource
        for (index, name) in graph.overriders {
            guard case .blocked(.notFound, let message, _) = verdicts[index] else { continue }
            verdicts[index] = .skipped(.overridden, "\(name) replaces it; by itself: \(message)")
        }
        for context in graph.contexts {
            guard case .kustomize(let source, let entries) = context.formula, !entries.isEmpty,
                let index = sources[source.id], index != context.owner, verdicts[index].isNotFound,
                case .blocked(_, let message, _) = verdicts[index]
            else { continue }
            verdicts[index] = .skipped(.overridden, "\(context.name) replaces it; by itself: \(message)")
        }
    }

    private var ownerOfSource: [SiteID: Int] {
        graph.contexts.reduce(into: [:]) { owners, context in
            if case .kustomize(let source, let entries) = context.formula, entries.isEmpty {
                owners[source.id] = context.owner
            }
        }
    }

    mutating func block(_ owner: Int, _ reason: ReasonCode, _ message: String) {
        let change = verdicts[owner].change
        verdicts[owner] = .blocked(
            reason,
            message,
            evidence: Verdict.Evidence(to: change?.to, image: nil, source: change?.source)
        )
    }

    /// A reference as the plan tells it.
    func reference(_ index: Int, _ screened: Screened) -> PlannedReference {
        var reference = PlannedReference(
            occurrence: graph.occurrences[index],
            from: screened.text,
            status: verdicts[index].status
        )
        reference.index = index
        reference.group = groups[index] ?? -1 - index
        reference.rule = screened.candidate?.ruleName
        reference.follow = screened.candidate?.follow?.description
        reference.edits = (edits[index] ?? []).sorted {
            ($0.site.id.file, $0.site.location) < ($1.site.id.file, $1.site.location)
        }
        verdicts[index].describe(&reference)
        return reference
    }
}

extension Verdict {
    fileprivate var isNotFound: Bool {
        if case .blocked(.notFound, _, _) = self { true } else { false }
    }

    fileprivate var status: PlannedReference.Status {
        switch self {
        case .change: .change
        case .unchanged: .unchanged
        case .skipped: .skipped
        case .held: .held
        case .blocked: .blocked
        }
    }

    fileprivate func describe(_ reference: inout PlannedReference) {
        switch self {
        case .change(let change):
            reference.to = change.to.description
            reference.digest = change.digest
            reference.platforms = change.platforms
            reference.source = change.source
            reference.copies = change.copies
            reference.message = change.message
        case .unchanged(let image, let reason, let message):
            reference.reason = reason
            reference.digest = image.digest
            reference.platforms = image.platforms
            reference.message = message
        case .skipped(let reason, let message):
            reference.reason = reason
            reference.message = message
        case .held(let message):
            reference.reason = .held
            reference.message = message
        case .blocked(let reason, let message, let evidence):
            reference.reason = reason
            reference.message = message
            reference.to = evidence.to?.description
            reference.digest = evidence.image?.digest
            reference.platforms = evidence.image?.platforms ?? []
            reference.source = evidence.source
        }
    }
}
