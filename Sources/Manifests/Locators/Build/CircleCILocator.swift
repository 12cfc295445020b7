import YAMLSource

/// CircleCI: the `docker` lists of jobs and executors, those of orbs inside the file included. The image of a `machine`
/// is no container's.
struct CircleCILocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML && path.isBelow(".circleci/") }

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
            case "docker" where value.resolved.isSequence:
                for (container, path) in value.items(path) { images.add(container["image"], path.key("image")) }
            case "run":
                images.addCommands(value["command"] ?? value, value["command"] == nil ? path : path.key("command"))
            case "parameters":
                for (_, parameter, path) in value.fields(path) {
                    images.addLoose(parameter["default"], under: parameter.entryKey, path.key("default"))
                }
            case "machine", "environment": continue
            default: walk(value, path, &images)
            }
        }
    }
}
