/// Contexts that share a scalar, found by joining sets.
enum ContextGroups {
    static func grouped(_ contexts: [RenderContext]) -> [[Int]] {
        var parent = Array(contexts.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        var firstUse: [SiteID: Int] = [:]
        for (index, context) in contexts.enumerated() {
            for site in context.formula.sites {
                let other = firstUse[site.id] ?? index
                firstUse[site.id] = other
                parent[root(index)] = root(other)
            }
        }
        let groups = Dictionary(grouping: contexts.indices, by: root)
        return groups.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }
}

extension RenderFormula {
    /// What an image of a kustomization is made of, without the entries.
    package var sources: [Site] {
        switch self {
        case .kustomize(let source, _): [source]
        case .spliced(let splicing): [splicing.source] + splicing.splices.map(\.source)
        case .entry, .helm: []
        }
    }

    /// Every scalar that has a say, and every entry that matches; the many of a kustomization's that do not are no tie.
    package var sites: [Site] { sites([:]) }

    /// The same once `values` are written.
    package func sites(_ values: SiteValues) -> [Site] {
        switch self {
        case .kustomize(let source, let entries): [source] + metEntries(values).flatMap { entries[$0].sites }
        case .spliced(let splicing): sources + metEntries(values).flatMap { splicing.after[$0].sites }
        case .entry(let entry): entry.sites
        case .helm(let layers): layers.sites
        }
    }
}

extension KustomizeImage {
    package var sites: [Site] { [name, newName, newTag, digest, tagSuffix].compactMap(\.self) }
}
