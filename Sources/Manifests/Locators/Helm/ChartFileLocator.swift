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
    ///
    /// - Parameter part: where the name stands in its scalar, if it does not fill it.
    static func artifact(
        _ file: SourceFile, _ object: ObjectIdentity?, _ field: FieldPath, registry: YAMLNode, name: YAMLNode?,
        named part: Range<Int>? = nil, version: YAMLNode?
    ) -> ImageOccurrence? {
        let site = { (node: YAMLNode?, key: String) in node.flatMap { file.site($0, field.key(key)) } }
        // A slash at its end is a matter of taste.
        let length = registry.resolved.valueBytes.reversed().drop { $0 == UInt8(ascii: "/") }.count
        let isWhole = length == registry.resolved.valueBytes.count
        let whole = isWhole ? nil : file.site(registry, part: 0..<length, field.key("repository"))
        guard let first = whole ?? site(registry, "repository") else { return nil }
        let named = name.flatMap { node in
            part.flatMap { file.site(node, part: $0, field.key("name")) } ?? site(node, "name")
        }
        var image = HelmImage(
            registry: name == nil ? nil : first, repository: named ?? first, tag: site(version, "version"),
            digest: nil)
        // No two charts are one, wherever they stand in the file.
        image.layer = "\(field.text) \(first.location.line):\(first.location.column)"
        return ImageOccurrence(
            file: file.path, object: object, field: field.text, location: (image.tag ?? first).location,
            parts: .helm(image), directives: file.directives(at: version ?? registry), kind: .artifact)
    }
}
