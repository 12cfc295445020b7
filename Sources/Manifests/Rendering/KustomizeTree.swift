/// Which kustomization includes what: the ways from a file up to everything that can be built from it.
struct KustomizeTree {
    /// The way from a file: the kustomizations around it, innermost first.
    typealias Chain = [Kustomization]

    private let byFolder: [RepositoryPath: Kustomization]
    /// Who names a file or a folder.
    private let parents: [RepositoryPath: [Kustomization]]

    /// A base that many overlays share has many ways up; beyond this many something is wrong with the repository.
    private static let mostChains = 1_000

    init(_ kustomizations: [Kustomization]) {
        let ordered = kustomizations.sorted { $0.file < $1.file }
        byFolder = Dictionary(ordered.map { ($0.folder, $0) }, uniquingKeysWith: { first, _ in first })
        var parents: [RepositoryPath: [Kustomization]] = [:]
        for kustomization in ordered {
            for path in Set(kustomization.resources + kustomization.patches + kustomization.components) {
                parents[path, default: []].append(kustomization)
            }
        }
        self.parents = parents
    }

    /// Every way from a file up, each ending at a kustomization that can be built.
    func chains(from file: RepositoryPath) -> [Chain] {
        var found: [Chain] = []
        for parent in parents[file] ?? [] { climb([parent], &found) }
        return found
    }

    /// The entries along a way: a component's before those of the kustomization that takes it in.
    func entries(along chain: Chain) -> [ImageOccurrence] {
        var visited: Set<RepositoryPath> = []
        return chain.flatMap { entries(of: $0, &visited) }
    }

    /// Whether some kustomization of this repository takes this one in.
    func isIncluded(_ kustomization: Kustomization) -> Bool {
        parents[kustomization.folder] != nil
    }

    private func climb(_ chain: Chain, _ found: inout [Chain]) {
        guard found.count < Self.mostChains, let top = chain.last else { return }
        found.append(chain)
        for parent in parents[top.folder] ?? [] where !chain.contains(where: { $0.file == parent.file }) {
            climb(chain + [parent], &found)
        }
    }

    private func entries(of kustomization: Kustomization, _ visited: inout Set<RepositoryPath>) -> [ImageOccurrence] {
        guard visited.insert(kustomization.file).inserted else { return [] }
        var entries: [ImageOccurrence] = []
        for component in kustomization.components {
            if let included = byFolder[component] { entries += self.entries(of: included, &visited) }
        }
        return entries + kustomization.images
    }
}
