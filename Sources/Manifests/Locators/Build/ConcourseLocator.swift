import YAMLSource

/// Concourse: the images of a pipeline's resources and resource types, and those that tasks run in (Concourse,
/// "Resources", "Tasks": `image_resource`). The repository and its tag stand apart, and a digest has no place beside them, so
/// they are reported and not written.
struct ConcourseLocator: Locator {
    /// The types whose `source` names an image.
    private static let types = ["registry-image", "docker-image"]

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.mayHoldObjects, file.text.contains("repository:"),
            Self.types.contains(where: { file.text.contains(Array($0.utf8)) }), let root = try? file.documents().first
        else { return false }
        return root.isMapping && ["jobs", "resources", "resource_types", "image_resource"].contains { root[$0] != nil }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for root in try file.documents() where root.isMapping {
            let put = Self.put(by: root, file)
            for section in ["resources", "resource_types", "prototypes"] {
                for (resource, path) in root[section]?.items(FieldPath(section)) ?? []
                where !(resource["name"]?.resolved.string.map(put.contains) ?? false) {
                    Self.add(resource, path, of: file, &scan)
                }
            }
            for match in Self.tasks.flatMap({ $0.matches(in: root, FieldPath(), file.aliases) }) {
                Self.add(match.node, match.field, of: file, &scan)
            }
        }
    }

    private static let tasks = FieldPattern.all(["image_resource", "jobs.**.image_resource"])
    private static let puts = FieldPattern.all(["jobs.**.put"])

    /// The resources that some job makes.
    private static func put(by root: YAMLNode, _ file: SourceFile) -> Set<String> {
        let matches = puts.flatMap { $0.matches(in: root, FieldPath(), file.aliases) }
        return matches.reduce(into: []) { names, match in
            if let name = match.node.resolved.string { names.insert(name) }
            if let name = match.mapping?["resource"]?.resolved.string { names.insert(name) }
        }
    }

    private static func add(_ resource: YAMLNode, _ field: FieldPath, of file: SourceFile, _ scan: inout FileScan) {
        guard let type = resource["type"]?.resolved.string, types.contains(type),
            let source = resource["source"]?.resolved, let node = source["repository"]
        else { return }
        let path = field.key("source")
        guard let name = file.site(node, path.key("repository")), name.value?.isEmpty == false else { return }
        var image = HelmImage(
            registry: nil, repository: name, tag: source["tag"].flatMap { file.site($0, path.key("tag")) }, digest: nil)
        image.path = path.text
        image.layer = path.text
        scan.occurrences.append(
            ImageOccurrence(
                file: file.path, object: nil, field: path.text, location: name.location, parts: .helm(image),
                directives: file.directives(at: node), kind: .unknownField))
    }
}
