/// Something that builds a folder with entries of its own: a Flux Kustomization, an Argo CD Application.
package struct KustomizeRelease: Hashable, Sendable {
    /// How its entries get into the kustomization that stands in the folder.
    package enum Merging: Hashable, Sendable {
        /// Each in the place of the one with its name, else behind all (fluxcd/pkg, `kustomize.Generator`).
        case inPlace
        /// As `kustomize edit set image` leaves them: in the place of those with their names, all sorted by name.
        case sorted
    }

    /// What it is called in messages: `apps.yaml: Kustomization/apps`.
    package let name: String
    package let file: RepositoryPath
    /// The folder that it builds, if it is one of this repository.
    package let folder: RepositoryPath
    package let images: [ImageOccurrence]
    package let merging: Merging
    /// Folders of components that it adds.
    package var components: [RepositoryPath] = []
    /// Whether patches stand in it.
    package var hasPatches = false
    package var source: Source?

    /// Where it takes the folder from.
    package enum Source: Hashable, Sendable {
        /// Flux's Git repository of this name.
        case flux(String)
        /// A repository, by its address.
        case url(String)
        /// A tag or a commit, which stays what it is whatever is written here.
        case fixed
    }

    package init(
        name: String, file: RepositoryPath, folder: RepositoryPath, images: [ImageOccurrence], merging: Merging
    ) {
        self.name = name
        self.file = file
        self.folder = folder
        self.images = images
        self.merging = merging
    }
}

extension KustomizeRelease {
    /// What it builds from a kustomization: that one with all that it adds.
    func build(of kustomization: Kustomization) -> Kustomization {
        var build = Kustomization(
            file: kustomization.file,
            resources: kustomization.resources,
            components: kustomization.components + components,
            patches: kustomization.patches + (hasPatches ? [file] : []),
            remotes: kustomization.remotes,
            images: merged(with: kustomization.images)
        )
        build.doubts = kustomization.doubts
        build.replacements = kustomization.replacements
        build.renames = kustomization.renames
        build.transformers = kustomization.transformers
        build.generators = kustomization.generators
        build.rendersCharts = kustomization.rendersCharts
        build.generated = kustomization.generated
        build.release = name
        return build
    }

    private func merged(with others: [ImageOccurrence]) -> [ImageOccurrence] {
        guard !images.isEmpty else { return others }
        let own = Dictionary(images.map { ($0.entryName, $0) }) { $1 }
        let names = Set(others.map(\.entryName))
        let merged =
            others.map { own[$0.entryName] ?? $0 }
            + images.filter { own[$0.entryName] == $0 && !names.contains($0.entryName) }
        return merging == .sorted ? merged.sorted { $0.entryName < $1.entryName } : merged
    }
}

extension ImageOccurrence {
    /// The `name` of an entry of `images:`; empty for anything else.
    fileprivate var entryName: String {
        if case .kustomize(let entry) = parts { entry.name.value ?? "" } else { "" }
    }
}
