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
    /// Every scalar that has a say, and every entry that is asked whether it matches.
    package var sites: [Site] {
        switch self {
        case .kustomize(let source, let entries): [source] + entries.filter(isMet).flatMap(\.sites)
        case .entry(let entry): entry.sites
        case .helm(let layers): layers.flatMap { ImageParts.helm($0).sites }
        }
    }

    /// Whether an entry matches at all here: the many of a kustomization's that do not are no tie.
    private func isMet(_ entry: KustomizeImage) -> Bool {
        guard case .kustomize(_, let entries) = self, let position = entries.firstIndex(of: entry) else { return false }
        return KustomizeImageName(rendered(before: position, [:])).name == entry.name.value
    }
}

extension KustomizeImage {
    package var sites: [Site] { [name, newName, newTag, digest].compactMap(\.self) }
}
