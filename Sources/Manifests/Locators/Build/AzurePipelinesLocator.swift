import YAMLSource

/// Azure Pipelines: container resources, and jobs that name an image instead of one.
struct AzurePipelinesLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        guard path.isYAML else { return false }
        return path.nameContains("azure-pipeline") || path.isBelow(".azure-pipelines/")
            || path.isBelow("azure-pipelines/")
            || path.isBelow(".azuredevops/") || path.isBelow(".pipelines/")
    }

    func claims(_ file: SourceFile) -> Bool {
        !file.holdsObjects
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        var images = BuildFile(file)
        for root in try file.documents() { Self.walk(root, FieldPath(), &images) }
        images.report(to: &scan)
    }

    private static func walk(_ node: YAMLNode, _ field: FieldPath, _ images: inout BuildFile) {
        guard !node.isAlias else { return }
        for (item, path) in node.items(field) { walk(item, path, &images) }
        for (name, value, path) in node.fields(field) {
            switch name {
            case "resources":
                for (container, path) in value["containers"]?.items(path.key("containers")) ?? [] {
                    images.add(container["image"], path.key("image"))
                }
            case "container" where value.resolved.isMapping: images.add(value["image"], path.key("image"))
            case "container" where isImage(value): images.add(value, path)
            case "script", "bash", "pwsh", "powershell": images.addCommands(value, path)
            case "inputs", "variables", "env": continue
            default: walk(value, path, &images)
            }
        }
    }

    /// A lone word is the name of a container resource, in this file or in the one that takes this one in.
    private static func isImage(_ value: YAMLNode) -> Bool {
        value.resolved.valueBytes.contains { "/:@$".utf8.contains($0) }
    }
}
