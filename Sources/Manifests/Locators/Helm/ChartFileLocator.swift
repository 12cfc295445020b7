import YAMLSource

/// Chart.yaml: the version of the application, and dependencies that are pulled from a registry.
struct ChartFileLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.hasName("Chart.yaml") || path.hasName("Chart.yml") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first, root.isMapping else { return }
        let dependencies: [YAMLNode] = root["dependencies"]?.resolved.elements.map(\.self) ?? []
        var chart = HelmChart(appVersion: root["appVersion"]?.resolved.string)
        chart.name = root["name"]?.resolved.string
        chart.dependencies = dependencies.compactMap { Self.subchart($0.resolved, file) }
        scan.chart = chart
        for (_, value, field) in root["annotations"]?.fields(FieldPath("annotations")) ?? [] {
            scan.occurrences += LooseText.occurrences(in: value, of: file, nil, field)
        }
        for (position, dependency) in dependencies.enumerated() {
            let field = FieldPath("dependencies").index(position)
            guard let occurrence = Self.dependency(dependency.resolved, file, field) else { continue }
            scan.occurrences.append(occurrence)
        }
    }

    private static func subchart(_ node: YAMLNode, _ file: SourceFile) -> HelmChart.Dependency? {
        guard let name = node["name"]?.resolved.string else { return nil }
        let folder = node["repository"]?.resolved.string.flatMap { url in
            url.hasPrefix("file://") ? RepositoryPath(url.dropFirst("file://".count), in: file.path.folder) : nil
        }
        return HelmChart.Dependency(name: name, alias: node["alias"]?.resolved.string, folder: folder)
    }

    /// `repository: oci://host/path` with a name and a version.
    private static func dependency(_ node: YAMLNode, _ file: SourceFile, _ field: FieldPath) -> ImageOccurrence? {
        guard let repository = node["repository"], repository.resolved.hasPrefix("oci://") else { return nil }
        return artifact(
            file, nil, field, registry: repository, name: node["name"], version: node["version"])
    }

    /// A chart in a registry, which is named in pieces.
    static func artifact(
        _ file: SourceFile, _ object: ObjectIdentity?, _ field: FieldPath, registry: YAMLNode, name: YAMLNode?,
        version: YAMLNode?
    ) -> ImageOccurrence? {
        let site = { (node: YAMLNode?, key: String) in node.flatMap { file.site($0, field.key(key)) } }
        guard let first = site(registry, "repository") else { return nil }
        var image = HelmImage(
            registry: name == nil ? nil : first, repository: site(name, "name") ?? first, tag: site(version, "version"),
            digest: nil)
        image.layer = field.text
        return ImageOccurrence(
            file: file.path, object: object, field: field.text, location: (image.tag ?? first).location,
            parts: .helm(image), directives: file.directives(at: version ?? registry), kind: .artifact)
    }
}
