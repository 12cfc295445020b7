import ImageModel
import Manifests

extension Outcome {
    /// Argo CD and Flux give kustomize images of their own, by the names that stand in the files: a file whose name
    /// changed would no longer be met, so it keeps its name until the release names another.
    mutating func refuseDetached() {
        let releases = namesGivenByReleases
        guard !releases.isEmpty else { return }
        for context in graph.contexts {
            guard case .kustomize(let source, let entries) = context.formula, entries.isEmpty,
                KustomizeReach.isContainer(graph.occurrences[context.owner].field),
                let change = verdicts[context.owner].change,
                let release = releases[RenderFormula.name(in: source.value ?? "")],
                RenderFormula.name(in: change.to.description) != RenderFormula.name(in: source.value ?? "")
            else { continue }
            block(
                context.owner, .renderDiffers,
                "\(release) gives kustomize another image for this name; under a new name it would no longer be met: "
                    + "change both by hand")
        }
    }

    /// The release that speaks of a name.
    private var namesGivenByReleases: [String: String] {
        graph.contexts.reduce(into: [:]) { names, context in
            let occurrence = graph.occurrences[context.owner]
            guard case .entry(let entry) = context.formula, let object = occurrence.object, object.name != nil,
                ["Application", "ApplicationSet", "Kustomization"].contains(object.kind), let name = entry.name.value
            else { return }
            names[name] = "\(occurrence.file): \(object)"
        }
    }
}
