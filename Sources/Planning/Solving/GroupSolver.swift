import ImageModel
import Manifests

/// Finds what to write so that everything that can be built from a group of scalars renders to what was planned.
struct GroupSolver {
    let graph: RenderGraph
    let contexts: [RenderContext]
    /// What is wanted, by the occurrence's index in the graph; those not named stay as they are.
    let wanted: [Int: ImageReference]
    /// What those may become that are no image by themselves.
    let fragments: [Int: FragmentFate]
    let rules: PlanningRules

    struct Solution {
        let values: SiteValues
        /// The occurrences that change; the others that wanted to cannot.
        let changing: Set<Int>
    }

    /// A group of more references than this is planned as a whole or by layers, not one by one.
    private static let mostSingly = 64

    /// The first way that renders right everywhere: all of it, else the overlays' entries alone over bases that stay,
    /// else the bases alone, else as many as go together.
    func solve() -> Solution? {
        let all = Set(wanted.keys)
        guard !all.isEmpty else { return nil }
        let spliced = Set(contexts.filter(\.isSpliced).map(\.owner))
        let entries = all.filter { isEntry($0) || spliced.contains($0) }
        for changing in [all, entries, all.subtracting(entries)] where !changing.isEmpty {
            if let solution = solution(changing) { return solution }
        }
        return all.count <= Self.mostSingly ? collected(entries.sorted() + all.subtracting(entries).sorted()) : nil
    }

    private func collected(_ candidates: [Int]) -> Solution? {
        candidates.reduce(nil) { best, candidate in
            solution((best?.changing ?? []).union([candidate])) ?? best
        }
    }

    private func solution(_ changing: Set<Int>) -> Solution? {
        for setsTags in [false, true] {
            if let values = assignment(changing, setsTags: setsTags), rendersAsPlanned(values, changing) {
                return Solution(values: values, changing: changing)
            }
        }
        return nil
    }

    /// What each context has to render to.
    private func rendersAsPlanned(_ values: SiteValues, _ changing: Set<Int>) -> Bool {
        contexts.allSatisfy { context in
            let rendered = context.formula.rendered(values)
            if context.isFragment {
                return (fragments[context.owner] ?? .kept).allows(rendered, after: context.formula.rendered())
            }
            guard changing.contains(context.owner), let reference = wanted[context.owner] else {
                return rendered == context.formula.rendered()
            }
            return Self.isSame(rendered, reference)
        }
    }

    /// The same image by the same name; the tag, which is for people, may be kept where only a digest was wanted.
    static func isSame(_ rendered: String, _ wanted: ImageReference) -> Bool {
        guard let found = try? ImageReference(parsing: rendered) else { return false }
        return found.repository == wanted.repository && found.digest == wanted.digest
            && (wanted.tag == nil || found.tag == wanted.tag)
    }

    private func assignment(_ changing: Set<Int>, setsTags: Bool) -> SiteValues? {
        var values: SiteValues = [:]
        for context in contexts where changing.contains(context.owner) && !context.isFragment {
            guard let reference = wanted[context.owner] else { continue }
            switch context.formula {
            case .helm(let layers):
                let assignment = HelmAssignment(layers: layers, form: helmForm(context, layers))
                guard assignment.assign(reference, &values) else { return nil }
            case .kustomize(let source, _) where !isEntry(context.owner):
                values[source.id] = reference.description
            case .spliced(let splicing) where !isEntry(context.owner):
                guard let assigned = splicing.assigned(reference.description, over: values) else { return nil }
                values = assigned
            case .kustomize, .spliced, .entry:
                continue
            }
        }
        let wanted = wanted.filter { changing.contains($0.key) }
        return KustomizeAssignment(contexts: contexts, wanted: wanted, setsTags: setsTags)
            .assign(over: values, isEntry: isEntry)
    }

    /// Whether an entry of a kustomization decides; what is put into an image is written where it stands.
    private func isEntry(_ occurrence: Int) -> Bool {
        if case .kustomize = graph.occurrences[occurrence].parts { true } else { false }
    }

    private func helmForm(_ context: RenderContext, _ layers: HelmLayers) -> HelmForm {
        HelmForm(layers: layers, occurrence: graph.occurrences[context.owner], charts: graph.charts, rules: rules)
    }
}

extension RenderContext {
    /// Values without a name or a tag are filled by what is laid over them: alone they name no image.
    var isIncomplete: Bool {
        guard case .helm(let layers) = formula else { return false }
        let rendering = HelmRendering(layers)
        return rendering.repository == nil || (rendering.tag == nil && rendering.digest == nil)
    }

    /// Whether it names no image by itself.
    var isPart: Bool { isFragment || isIncomplete }

    /// Whether replacements put pieces into what is rendered.
    var isSpliced: Bool {
        if case .spliced = formula { true } else { false }
    }
}
