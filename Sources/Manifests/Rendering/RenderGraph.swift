/// Every reference of a repository, with everything that it is rendered into.
///
/// Base and overlay, and layered values files, are one question: contexts that share a scalar stand in one group, and a
/// group is planned together or not at all.
package struct RenderGraph: Sendable {
    package let occurrences: [ImageOccurrence]
    package let contexts: [RenderContext]
    package let charts: HelmCharts
    /// References that a replacement puts another value over, and what is built so.
    package let overriders: [Int: String]

    package init(_ files: [FileScan]) {
        let scans = HelmStacks.withNamedValues(OwnNames.told(in: files))
        let releases = KustomizeReleases(scans)
        let kustomizations = KustomizeTree(
            scans.compactMap(\.kustomization),
            transformers: scans.reduce(into: [:]) {
                if !$1.transformerImages.isEmpty { $0[$1.file] = $1.transformerImages }
            },
            builds: releases.builds)
        charts = HelmCharts(scans)
        let substitutes = KustomizeSubstitutes(scans, tree: kustomizations)
        var builder = RenderGraphBuilder(kustomizations: kustomizations, charts: charts, substitutes: substitutes)
        builder.add(scans)
        occurrences = builder.occurrences
        contexts = builder.contexts
        overriders = builder.overriders
    }

    /// Indices of contexts that share scalars.
    package func groups() -> [[Int]] { ContextGroups.grouped(contexts) }
}
