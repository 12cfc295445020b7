/// What a kustomization pulls in, and the images it sets.
package struct Kustomization: Hashable, Sendable {
    package let file: RepositoryPath
    /// Files and folders of this repository: `resources:` and the older `bases:`.
    package let resources: [RepositoryPath]
    package let components: [RepositoryPath]
    /// Files with strategic-merge patches.
    package let patches: [RepositoryPath]
    /// URLs: bases of other repositories, whose names are theirs.
    package let remotes: [String]
    /// Entries of `images:` in their order.
    package let images: [ImageOccurrence]

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
