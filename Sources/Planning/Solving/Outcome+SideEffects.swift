import ImageModel
import Manifests

extension Outcome {
    /// A new name may meet an entry that spoke of something else before, in another group: everything is rendered once
    /// more with all that would be written, and what goes wrong is not written.
    mutating func refuseSideEffects() {
        while !edits.isEmpty {
            let values = plannedValues
            let context = graph.contexts.first { !$0.isPart && !rendersAsPlanned($0, values) }
            guard let context else { return }
            let sites = Set((context.formula.sites + context.formula.sites(values)).map(\.id))
            let touched = edits.filter { $0.value.contains { sites.contains($0.site.id) } }.keys
            let refused = Set(touched.compactMap { groups[$0] })
            guard !refused.isEmpty else { return }
            for owner in verdicts.indices where groups[owner].map(refused.contains) == true {
                edits[owner] = nil
                guard verdicts[owner].change != nil else { continue }
                block(owner, .renderDiffers, "its new name would meet another entry's in \(context.name)")
            }
        }
    }

    private var plannedValues: SiteValues {
        edits.values.joined().reduce(into: [:]) { $0[$1.site.id] = $1.to }
    }

    private func rendersAsPlanned(_ context: RenderContext, _ values: SiteValues) -> Bool {
        let rendered = context.formula.rendered(values)
        guard let change = verdicts[context.owner].change else { return rendered == context.formula.rendered() }
        return GroupSolver.isSame(rendered, change.to)
    }
}
