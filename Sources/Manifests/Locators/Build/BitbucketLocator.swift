import YAMLSource

/// Bitbucket Pipelines: `image` of the file, of steps and of services, and pipes that are images themselves.
struct BitbucketLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML && path.isNamed("bitbucket-pipelines") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first else { return }
        var images = BuildFile(file)
        images.add(root["image"], or: "name", FieldPath("image"))
        for section in ["definitions", "pipelines"] {
            Self.walk(root[section], FieldPath(section), &images)
        }
        images.report(to: &scan)
    }

    /// Steps stand in lists, stages, parallel groups and branches' names; an `image` means the same in each.
    private static func walk(_ node: YAMLNode?, _ field: FieldPath, _ images: inout BuildFile) {
        guard let node, !node.isAlias else { return }
        for (item, path) in node.items(field) { walk(item, path, &images) }
        for (name, value, path) in node.fields(field) {
            switch name {
            case "image": images.add(value, or: "name", path)
            case "script", "after-script": add(script: value, path, to: &images)
            case "variables", "caches", "artifacts": continue
            default: walk(value, path, &images)
            }
        }
    }

    private static func add(script: YAMLNode, _ field: FieldPath, to images: inout BuildFile) {
        for (line, path) in script.items(field) {
            images.add(line["pipe"], behind: "docker://", path.key("pipe"))
            images.addCommands(line, path)
        }
    }
}
