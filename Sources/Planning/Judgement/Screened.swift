import ImageModel
package import Manifests

/// A reference with its effective text, screened by what needs no registry.
struct Screened: Sendable {
    let text: String
    private var screening: Screening

    /// - Parameters:
    ///   - isMet: for an entry of a kustomization, whether what it speaks of stands in this repository.
    ///   - known: the texts of those before it.
    init(
        _ occurrence: ImageOccurrence, _ texts: Set<String>, isMet: Bool, _ rules: PlanningRules,
        _ known: inout [String: ScreenedText]
    ) {
        text = texts.min() ?? ""
        guard texts.count == 1 else {
            let all = texts.sorted().joined(separator: ", ")
            screening = .settled(.blocked(.renderDiffers, "one entry decides several images here: \(all)"))
            return
        }
        let screenedText = known[text] ?? ScreenedText(text)
        known[text] = screenedText
        screening = Screening(occurrence, screenedText, isMet: isMet, rules: rules)
    }

    /// What the registries are to be asked about; `nil` where nothing has to be asked.
    var candidate: Candidate? {
        if case .candidate(let candidate) = screening { candidate } else { nil }
    }

    /// What is to become of it, where that needs no registry.
    var settled: Verdict? {
        if case .settled(let verdict) = screening { verdict } else { nil }
    }

    /// The same reference with the tag that its policy chose.
    func following(_ choices: TagChoices) -> Screened {
        guard let candidate, candidate.follow != nil else { return self }
        var screened = self
        screened.screening = .candidate(candidate.following(choices))
        return screened
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
    /// By occurrence; nearly every one renders to one text.
    private var first: [String?]
    private var others: [Int: Set<String>] = [:]
    private var unmet: Set<Int> = []

    package init(_ graph: RenderGraph) {
        first = Array(repeating: nil, count: graph.occurrences.count)
        let parts = graph.contexts.map(\.isPart)
        let whole = Set(zip(graph.contexts, parts).lazy.filter { !$0.1 }.map(\.0.owner))
        for (context, isPart) in zip(graph.contexts, parts) where !(isPart && whole.contains(context.owner)) {
            add(context.formula.rendered(), to: context.owner)
            if case .entry = context.formula { unmet.insert(context.owner) }
        }
    }

    /// Whether what an entry of a kustomization speaks of stands in this repository.
    func isMet(_ occurrence: Int) -> Bool { !unmet.contains(occurrence) }

    private mutating func add(_ text: String, to owner: Int) {
        if first[owner] == nil {
            first[owner] = text
        } else if first[owner] != text {
            others[owner, default: []].insert(text)
        }
    }

    package subscript(occurrence: Int) -> Set<String> {
        let texts = others[occurrence] ?? []
        return texts.union([first[occurrence] ?? ""])
    }

    /// The first of its texts in order: the one to show where they differ.
    package func leading(_ occurrence: Int) -> String {
        let text = first[occurrence] ?? ""
        return others[occurrence].flatMap { $0.min() }.map { min($0, text) } ?? text
    }
}
