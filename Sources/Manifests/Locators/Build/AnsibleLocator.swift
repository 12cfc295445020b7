import YAMLSource

/// Tasks of Ansible: what its modules for containers run and pull (collections `community.docker` and
/// `containers.podman`), and the objects that its modules for Kubernetes are given.
struct AnsibleLocator: Locator {
    private static let runners: Set<Substring> = [
        "docker_container", "docker_swarm_service", "docker_image_pull", "podman_container", "podman_image",
    ]
    private static let deepest = 32

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("docker_") || file.text.contains("podman_"),
            file.text.contains("docker_image")
                || Self.runners.contains(where: { file.text.contains(Array($0.utf8)) }),
            let root = try? file.documents().first
        else { return false }
        return root.isSequence && root.elements.contains { $0["name"] != nil || $0["hosts"] != nil }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        var images = BuildFile(file)
        var made: Set<String> = []
        for document in try file.documents() { Self.walk(document, FieldPath(), &images, &made, depth: 0) }
        images.report(to: &scan)
        for document in try file.documents() { Self.readNames(document, &scan.ownNames, depth: 0) }
        for document in try file.documents() {
            // Objects for Kubernetes, and what variables hold.
            var found = ObjectScan(occurrences: scan.occurrences)
            found.add(LooseImages.scan(document, of: file).occurrences)
            scan.occurrences = found.occurrences.filter { !made.contains($0.field) }
        }
    }

    /// What `docker_image` and its kin build on the host: `source: build` or `state: build`.
    private static func readNames(_ node: YAMLNode, _ names: inout OwnNames, depth: Int) {
        guard depth < deepest, !node.isAlias else { return }
        for element in node.elements { readNames(element, &names, depth: depth + 1) }
        for (key, value) in node.entries {
            let module = key.string?.split(separator: ".").last ?? ""
            guard module.hasSuffix("_image") || module == "docker_image_build", value.isMapping else {
                readNames(value, &names, depth: depth + 1)
                continue
            }
            let isBuilt = ["source", "state"].contains { value[$0]?.resolved.equals("build") == true }
            guard isBuilt || module == "docker_image_build", let name = value["name"]?.resolved.string else { continue }
            names.add(image: value["tag"]?.resolved.string.map { "\(name):\($0)" } ?? name)
        }
    }

    /// - Parameter made: the fields of what is built here, which has a name that nobody pulls.
    private static func walk(
        _ node: YAMLNode, _ field: FieldPath, _ images: inout BuildFile, _ made: inout Set<String>, depth: Int
    ) {
        guard depth < deepest, images.file.aliases.follows(node) else { return }
        for (item, path) in node.items(field) { walk(item, path, &images, &made, depth: depth + 1) }
        for (name, value, path) in node.fields(field) {
            let module = name.split(separator: ".").last ?? ""
            if runners.contains(module), value.resolved.isMapping {
                let key = module.hasSuffix("image") || module.hasSuffix("pull") ? "name" : "image"
                if value["state"]?.resolved.equals("build") == true {
                    made.insert(path.key(key).text)
                } else {
                    images.add(value[key], path.key(key))
                }
            } else {
                walk(value, path, &images, &made, depth: depth + 1)
            }
        }
    }
}
