import YAMLSource

/// Files of Cloud Native Buildpacks: a project's descriptor, builders and packages (buildpacks.io, "project.toml",
/// "builder.toml", "package.toml").
struct BuildpacksLocator: TextLocator {
    private static let images: Set<String> = [
        "build.builder", "io.buildpacks.builder", "build.image", "run.images.image", "run.images.mirrors",
        "stack.build-image", "stack.run-image", "stack.run-image-mirrors", "dependencies.image", "buildpacks.image",
    ]
    /// Buildpacks by their address: in a registry, in an archive, in a folder, or in the registry of buildpacks.
    private static let addresses: Set<String> = [
        "build.buildpacks.uri", "io.buildpacks.group.uri", "io.buildpacks.pre.group.uri",
        "io.buildpacks.post.group.uri",
        "buildpacks.uri", "extensions.uri", "lifecycle.uri", "buildpack.uri", "extension.uri", "dependencies.uri",
    ]
    private static let scheme = "docker://"

    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.ends(with: ".toml") && (path.isNamed("project") || path.isNamed("builder") || path.isNamed("package"))
    }

    func claims(_ file: SourceFile) -> Bool {
        ["builder", "buildpack", "image", "docker://"].contains { file.text.contains(Array($0.utf8)) }
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        let references = TOMLStrings(file.text.payload).entries.compactMap { entry -> TextReference? in
            let image = Self.images.contains(entry.path) ? entry.range : Self.address(entry, file)
            return image.flatMap { $0.isEmpty ? nil : TextReference(range: $0, field: entry.path) }
        }
        file.report(references, comments: ["#"], to: &scan)
    }

    /// An address without a scheme is a folder, unless it starts with a registry's host.
    private static func address(_ entry: TOMLStrings.Entry, _ file: SourceFile) -> Range<Int>? {
        guard addresses.contains(entry.path) else { return nil }
        let text = String(decoding: file.text.payload[entry.range], as: UTF8.self)
        if text.hasPrefix(scheme) { return (entry.range.lowerBound + scheme.utf8.count)..<entry.range.upperBound }
        let isImage = HelmValueNames.namesHost(text) && LooseImage.isImage(file.text.payload[entry.range])
        return isImage && !text.contains("://") && !text.hasPrefix(".") ? entry.range : nil
    }
}
