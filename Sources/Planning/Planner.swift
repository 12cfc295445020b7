package import ImageModel
package import Manifests

/// From references and rules to a plan. The only thing that it waits for are the registries' answers.
package struct Planner: Sendable {
    package let rules: PlanningRules
    package let holds: HoldBook

    package init(rules: PlanningRules, holds: HoldBook) {
        self.rules = rules
        self.holds = holds
    }

    /// The tags that references follow by a policy or a comment. Where there is none, nobody is asked.
    package func follow(_ graph: RenderGraph, listing lister: some TagLister) async -> TagChoices {
        guard
            rules.policies.contains(where: { $0.follow != nil })
                || graph.occurrences.contains(where: { $0.directives.follow != nil })
        else { return TagChoices() }
        let candidates = screen(graph).compactMap(\.candidate).filter { !isKept($0) }
        return await TagFollowing(lister: lister).choices(Set(candidates.compactMap(\.tagQuestion)))
    }

    /// A hold that lasts keeps it, whatever tags there are.
    private func isKept(_ candidate: Candidate) -> Bool {
        holds.lasting(on: candidate.occurrence, candidate.current, candidate.targetReference) != nil
    }

    /// Every reference of the graph with its fate, in the order of files and lines.
    ///
    /// - Parameter choices: what ``follow(_:listing:)`` answered.
    package func plan(
        _ graph: RenderGraph, asking resolver: some ImageResolver, following choices: TagChoices = TagChoices()
    ) async -> [PlannedReference] {
        let screened = screen(graph).map { $0.following(choices) }
        let questions = Set(screened.compactMap(\.candidate).flatMap(\.questions))
        let resolutions = await ask(questions, resolver)
        let judge = Judge(rules: rules, holds: holds, resolutions: resolutions)
        let verdicts = await examined(screened, screened.map { $0.verdict(judge) }, judge, resolver)
        return plan(graph, screened, await held(screened, verdicts, judge, resolver))
    }

    private func ask(_ questions: Set<ImageReference>, _ resolver: some ImageResolver) async -> Resolutions {
        await withTaskGroup(of: (ImageReference, Result<ResolvedImage, ResolutionFailure>).self) { group in
            for question in questions {
                group.addTask { (question, await resolver.resolve(question)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// The verdicts, where what is pinned is also what its policy asks for.
    private func examined(
        _ screened: [Screened], _ verdicts: [Verdict], _ judge: Judge, _ resolver: some ImageResolver
    ) async -> [Verdict] {
        let examinations = zip(screened, verdicts).map { screened, verdict in
            screened.candidate.flatMap { judge.examination($0, verdict) }
        }
        let objections = await objections(Set(examinations.compactMap(\.self)), resolver)
        guard !objections.isEmpty else { return verdicts }
        return verdicts.indices.map { index in
            guard let candidate = screened[index].candidate, let examination = examinations[index],
                let objection = objections[examination]
            else { return verdicts[index] }
            return judge.refused(candidate, verdicts[index], objection)
        }
    }

    /// The verdicts, with a word on pins that no tag names any more.
    private func held(
        _ screened: [Screened], _ verdicts: [Verdict], _ judge: Judge, _ resolver: some ImageResolver
    ) async -> [Verdict] {
        let pins = zip(screened, verdicts).map { screened, verdict in
            screened.candidate.flatMap { judge.untaggedPin($0, verdict) }
        }
        let questions = Set(pins.compactMap(\.self))
        guard !questions.isEmpty else { return verdicts }
        let holdings = await withTaskGroup(of: (ImageReference, TagHolding).self) { group in
            for question in questions { group.addTask { (question, await resolver.holding(of: question)) } }
            return await group.reduce(into: [ImageReference: TagHolding]()) { $0[$1.0] = $1.1 }
        }
        return verdicts.indices.map { index in
            guard let pin = pins[index], let holding = holdings[pin], let candidate = screened[index].candidate else {
                return verdicts[index]
            }
            return judge.noting(holding, candidate, verdicts[index])
        }
    }

    private func objections(
        _ examinations: Set<Examination>, _ resolver: some ImageResolver
    ) async -> [Examination: ResolutionFailure] {
        await withTaskGroup(of: (Examination, ResolutionFailure?).self) { group in
            for examination in examinations {
                group.addTask { (examination, await examination.objection(resolver)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    func screen(_ graph: RenderGraph) -> [Screened] {
        let texts = EffectiveTexts(graph)
        var known: [String: ScreenedText] = [:]
        return graph.occurrences.indices.map { index in
            Screened(graph.occurrences[index], texts[index], isMet: texts.isMet(index), rules, &known)
        }
    }

    private func plan(_ graph: RenderGraph, _ screened: [Screened], _ verdicts: [Verdict]) -> [PlannedReference] {
        var outcome = Outcome(graph: graph, verdicts: verdicts, rules: rules)
        outcome.settle()
        let references = graph.occurrences.indices.map { outcome.reference($0, screened[$0]) }
        return limited(references.sorted(by: Self.inFileOrder))
    }

    private static func inFileOrder(_ a: PlannedReference, _ b: PlannedReference) -> Bool {
        (a.occurrence.file, a.occurrence.location) < (b.occurrence.file, b.occurrence.location)
    }

    /// So that not everything restarts at once. A group is taken whole or left for the next run.
    private func limited(_ references: [PlannedReference]) -> [PlannedReference] {
        guard let limit = rules.maximumChanges else { return references }
        var sizes: [Int: Int] = [:]
        for reference in references where reference.status == .change { sizes[reference.group, default: 0] += 1 }
        var taken: Set<Int> = []
        var room = limit
        return references.map { reference in
            guard reference.status == .change, !taken.contains(reference.group) else { return reference }
            guard let size = sizes[reference.group], size <= room else {
                room = 0
                return reference.without(.skipped, .limitReached, "the limit of \(limit) changes a run is reached")
            }
            room -= size
            taken.insert(reference.group)
            return reference
        }
    }
}

extension PlannedReference {
    /// The same reference, left as it is.
    package func without(_ status: Status, _ reason: ReasonCode, _ message: String) -> PlannedReference {
        var reference = PlannedReference(occurrence: occurrence, from: from, status: status)
        reference.to = to
        reference.reason = reason
        reference.message = message
        reference.digest = digest
        reference.platforms = platforms
        reference.source = source
        reference.rule = rule
        reference.follow = follow
        reference.index = index
        reference.group = group
        return reference
    }
}
