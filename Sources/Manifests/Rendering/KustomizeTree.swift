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
        /// Comes behind the entries of the kustomization that names it.
        case transformer
    }

    private let byFolder: [RepositoryPath: Kustomization]
    /// What the transformers of a kustomization do to images, behind its own entries, as one that holds those alone.
    private let transformers: [RepositoryPath: Kustomization]
    private let generators: [RepositoryPath: Kustomization]
    /// Who names a file or a folder.
    private let parents: [RepositoryPath: [Link]]

    /// A base that many overlays share has many ways up; beyond this many something is wrong with the repository.
    private static let mostChains = 1_000
    private static let deepestComponent = 32

    /// - Parameters:
    ///   - transformers: the entries that files of transformers hold.
    ///   - builds: what releases build from some of them.
    init(
        _ kustomizations: [Kustomization], transformers: [RepositoryPath: [ImageOccurrence]] = [:],
        builds: (_ byFolder: [RepositoryPath: Kustomization]) -> [Kustomization]
    ) {
        let ordered = kustomizations.sorted { $0.file < $1.file }
        byFolder = Dictionary(ordered.map { ($0.folder, $0) }, uniquingKeysWith: { first, _ in first })
        var parents: [RepositoryPath: [Link]] = [:]
        for kustomization in ordered + builds(byFolder) {
            for (path, role) in Self.inclusions(of: kustomization) {
                parents[path, default: []].append(Link(kustomization: kustomization, role: role))
            }
        }
        self.parents = parents
        self.transformers = byFolder.compactMapValues { $0.transforming(transformers) }
        generators = ordered.reduce(into: [:]) { for file in $1.generators { $0[file] = $1 } }
    }

    /// The first mention of each path counts. A patch may also stand in the kustomization itself.
    private static func inclusions(of kustomization: Kustomization) -> [(RepositoryPath, Role)] {
        let all =
            kustomization.resources.map { ($0, Role.resource) }
            + kustomization.components.enumerated().map { ($1, Role.component($0)) }
            + (kustomization.patches + [kustomization.file]).map { ($0, Role.patch) }
            + kustomization.transformers.compactMap(\.file).map { ($0, Role.transformer) }
        var seen: Set<RepositoryPath> = []
        return all.filter { seen.insert($0.0).inserted }
    }

    /// The kustomization of a file, if it renders charts.
    func rendering(_ file: RepositoryPath) -> Kustomization? {
        byFolder[file.folder].flatMap { $0.file == file && $0.rendersCharts ? $0 : nil } ?? generators[file]
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
                case .patch, .transformer: []
                }
            let own = link.role == .transformer ? [] : [kustomization] + transformed(kustomization)
            return components.flatMap { applied(by: $0, depth: 0) } + own
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
            + transformed(kustomization)
    }

    private func transformed(_ kustomization: Kustomization) -> [Kustomization] {
        transformers[kustomization.folder].map { [$0] } ?? []
    }
}

extension KustomizeTransformer {
    fileprivate var file: RepositoryPath? {
        if case .file(let path) = self { path } else { nil }
    }
}

extension Kustomization {
    /// What its transformers do, as a kustomization of their entries alone; `nil` where they write no image.
    fileprivate func transforming(_ files: [RepositoryPath: [ImageOccurrence]]) -> Kustomization? {
        let images = transformers.flatMap { transformer in
            switch transformer {
            case .file(let path): files[path] ?? []
            case .image(let image): [image]
            }
        }
        guard !images.isEmpty else { return nil }
        return Kustomization(file: file, resources: [], components: [], patches: [], remotes: [], images: images)
    }
}
