import ImageModel
package import Manifests

/// A reference with its effective text, screened by what needs no registry.
struct Screened: Sendable {
    let text: String
    let candidate: Candidate?
    private let settled: Verdict?

    init(_ occurrence: ImageOccurrence, _ texts: Set<String>, _ rules: PlanningRules) {
        text = texts.min() ?? ""
        guard texts.count == 1 else {
            candidate = nil
            settled = .blocked(
                .renderDiffers,
                "one entry decides several images here: \(texts.sorted().joined(separator: ", "))"
            )
            return
        }
        switch Screening(occurrence, text: text, rules: rules) {
        case .settled(let verdict):
            candidate = nil
            settled = verdict
        case .candidate(let found):
            candidate = found
            settled = nil
        }
    }

    func verdict(_ judge: Judge) -> Verdict {
        settled ?? candidate.map(judge.verdict) ?? .unchanged(nil)
    }
}

/// What each occurrence renders to where it decides.
package struct EffectiveTexts {
    private var texts: [Int: Set<String>] = [:]

    package init(_ graph: RenderGraph) {
        for context in graph.contexts {
            texts[context.owner, default: []].insert(context.formula.rendered())
        }
    }

    package subscript(occurrence: Int) -> Set<String> { texts[occurrence] ?? [""] }
}
