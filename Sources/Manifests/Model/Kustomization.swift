/// What a kustomization pulls in, and the images it sets.
package struct Kustomization: Hashable, Sendable {
    package let file: RepositoryPath
    /// Files and folders of this repository: `resources:` and the older `bases:`.
    package let resources: [RepositoryPath]
    package let components: [RepositoryPath]
    /// Files with patches.
    package let patches: [RepositoryPath]
    /// URLs: bases of other repositories, whose names are theirs.
    package let remotes: [String]
    /// Entries of `images:` in their order.
    package let images: [ImageOccurrence]
    /// What may still change an image here in a way that cannot be followed.
    package var doubts: [KustomizeDoubt] = []
    package var replacements: [KustomizeReplacement] = []
    /// What `transformers:` names, in its order: they come behind everything else.
    package var transformers: [KustomizeTransformer] = []
    /// Files that configure generators.
    package var generators: [RepositoryPath] = []
    /// Whether objects get other names here.
    package var renames = false
    /// Whether it renders charts, whose images its entries meet too.
    package var rendersCharts = false
    /// ConfigMaps and Secrets made of files, by their name before a hash is put behind it.
    package var generated: [String: [RepositoryPath]] = [:]

    /// What builds it with entries of its own, and so is no base of anything; `nil` for the file as it stands.
    package var release: String?

    package var folder: RepositoryPath { file.folder }

    package init(
        file: RepositoryPath,
        resources: [RepositoryPath],
        components: [RepositoryPath],
        patches: [RepositoryPath],
        remotes: [String],
        images: [ImageOccurrence]
    ) {
        self.file = file
        self.resources = resources
        self.components = components
        self.patches = patches
        self.remotes = remotes
        self.images = images
    }

    package static let fileNames: Set<Substring> = ["kustomization.yaml", "kustomization.yml", "Kustomization"]
}

/// One of a kustomization's `transformers:`.
package enum KustomizeTransformer: Hashable, Sendable {
    case file(RepositoryPath)
    /// An `ImageTagTransformer` that stands in the kustomization: its entry.
    case image(ImageOccurrence)
}

/// Something in a kustomization that takes an image from elsewhere, or takes it elsewhere.
package struct KustomizeDoubt: Hashable, Sendable {
    /// The kind and name of the objects that it speaks of; `nil` for any.
    package let kind: String?
    package let name: String?
    /// Whether it only speaks of fields outside of `containers` and `initContainers`.
    package let isOutsideContainers: Bool
    /// For people.
    package let message: String

    package init(kind: String?, name: String?, isOutsideContainers: Bool = false, message: String) {
        self.kind = kind
        self.name = name
        self.isOutsideContainers = isOutsideContainers
        self.message = message
    }
}
