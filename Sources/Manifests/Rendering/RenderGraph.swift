/// Every reference of a repository, with everything that it is rendered into.
///
/// Base and overlay, and layered values files, are one question: contexts that share a scalar stand in one group, and a
/// group is planned together or not at all.
package struct RenderGraph: Sendable {
    package let occurrences: [ImageOccurrence]
    package let contexts: [RenderContext]
    package let charts: HelmCharts

    package init(_ scans: [FileScan]) {
        let kustomizations = KustomizeTree(scans.compactMap(\.kustomization))
        charts = HelmCharts(scans)
        var builder = RenderGraphBuilder(kustomizations: kustomizations, charts: charts)
        builder.add(scans)
        occurrences = builder.occurrences
        contexts = builder.contexts
    }

    /// Indices of contexts that share scalars.
    package func groups() -> [[Int]] { ContextGroups.grouped(contexts) }
}
