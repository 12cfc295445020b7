import ImageModel
package import Manifests

/// A reference with its effective text, screened by what needs no registry.
struct Screened: Sendable {
    let text: String
    private let screening: Screening

    init(_ occurrence: ImageOccurrence, _ texts: Set<String>, _ rules: PlanningRules) {
        text = texts.min() ?? ""
        guard texts.count == 1 else {
            let all = texts.sorted().joined(separator: ", ")
            screening = .settled(.blocked(.renderDiffers, "one entry decides several images here: \(all)"))
            return
        }
        screening = Screening(occurrence, text: text, rules: rules)
    }

    /// What the registries are to be asked about; `nil` where nothing has to be asked.
    var candidate: Candidate? {
        if case .candidate(let candidate) = screening { candidate } else { nil }
    }

    func verdict(_ judge: Judge) -> Verdict {
        switch screening {
        case .settled(let verdict): verdict
        case .candidate(let candidate): judge.verdict(on: candidate)
        }
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
