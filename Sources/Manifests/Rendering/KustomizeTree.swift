/// Which kustomization includes what: the ways from a file up to everything that can be built from it.
struct KustomizeTree {
    /// The way from a file: the kustomizations around it, innermost first.
    typealias Chain = [Link]

    /// A kustomization that takes in what comes from below.
    struct Link {
        let kustomization: Kustomization
        let role: Role
    }

    /// As what it takes it in, which decides what is applied to it: resources meet all components, a component's own
    /// resources those behind it, patches none (kustomize 5.5, `KustTarget.accumulateTarget`).
    enum Role: Hashable {
        case resource
        case component(Int)
        case patch
    }

    private let byFolder: [RepositoryPath: Kustomization]
    /// Who names a file or a folder.
    private let parents: [RepositoryPath: [Link]]

    /// A base that many overlays share has many ways up; beyond this many something is wrong with the repository.
    private static let mostChains = 1_000
    private static let deepestComponent = 32

    /// - Parameter builds: what releases build from some of them.
    init(_ kustomizations: [Kustomization], builds: (_ byFolder: [RepositoryPath: Kustomization]) -> [Kustomization]) {
        let ordered = kustomizations.sorted { $0.file < $1.file }
        byFolder = Dictionary(ordered.map { ($0.folder, $0) }, uniquingKeysWith: { first, _ in first })
        var parents: [RepositoryPath: [Link]] = [:]
        for kustomization in ordered + builds(byFolder) {
            for (path, role) in Self.inclusions(of: kustomization) {
                parents[path, default: []].append(Link(kustomization: kustomization, role: role))
            }
        }
        self.parents = parents
    }

    /// The first mention of each path counts. A patch may also stand in the kustomization itself.
    private static func inclusions(of kustomization: Kustomization) -> [(RepositoryPath, Role)] {
        let all =
            kustomization.resources.map { ($0, Role.resource) }
            + kustomization.components.enumerated().map { ($1, Role.component($0)) }
            + (kustomization.patches + [kustomization.file]).map { ($0, Role.patch) }
        var seen: Set<RepositoryPath> = []
        return all.filter { seen.insert($0.0).inserted }
    }

    /// The kustomization of a file, if it renders charts.
    func rendering(_ file: RepositoryPath) -> Kustomization? {
        byFolder[file.folder].flatMap { $0.file == file && $0.rendersCharts ? $0 : nil }
    }

    /// Every way from a file up, each ending at a kustomization that can be built.
    func chains(from file: RepositoryPath) -> [Chain] {
        var found: [Chain] = []
        for parent in parents[file] ?? [] { climb([parent], &found) }
        return found
    }

    /// Whether nothing takes in what a way leads to.
    func isOutermost(_ chain: Chain) -> Bool {
        guard let top = chain.last?.kustomization else { return true }
        return top.release != nil || (parents[top.folder] ?? []).isEmpty
    }

    /// The entries along a way, in the order in which they are applied.
    func entries(along chain: Chain) -> [ImageOccurrence] { applied(along: chain).flatMap(\.images) }

    /// The kustomizations whose transformers what comes along a way meets, in their order.
    func applied(along chain: Chain) -> [Kustomization] {
        chain.flatMap { link in
            let kustomization = link.kustomization
            let components: ArraySlice<RepositoryPath> =
                switch link.role {
                case .resource: kustomization.components[...]
                case .component(let position): kustomization.components.dropFirst(position + 1)
                case .patch: []
                }
            return components.flatMap { applied(by: $0, depth: 0) } + [kustomization]
        }
    }

    private func climb(_ chain: Chain, _ found: inout [Chain]) {
        guard found.count < Self.mostChains, let top = chain.last?.kustomization else { return }
        found.append(chain)
        guard top.release == nil else { return }
        for parent in parents[top.folder] ?? []
        where !chain.contains(where: { $0.kustomization.file == parent.kustomization.file }) {
            climb(chain + [parent], &found)
        }
    }

    /// A component's own components come before its images, as often as it is named.
    private func applied(by component: RepositoryPath, depth: Int) -> [Kustomization] {
        guard depth < Self.deepestComponent, let kustomization = byFolder[component] else { return [] }
        return kustomization.components.flatMap { applied(by: $0, depth: depth + 1) } + [kustomization]
    }
}
