import YAMLSource

/// Helmfile: the values that stand in its releases, and charts from registries (Helmfile, "The Helmfile specification").
struct HelmfileLocator: Locator {
    /// Folders inside of `helmfile.d` hold charts and values, which Helmfile does not read as its own.
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.isYAML
            && (path.isNamed("helmfile") || path.isBelow("helmfile.d/") && path.folder.name == "helmfile.d")
    }

    func claims(_ file: SourceFile) -> Bool { !file.holdsObjects }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        let registries = Self.registries(try file.documents())
        for (number, document) in try file.documents().enumerated() {
            for (release, field) in document["releases"]?.items(FieldPath("releases")) ?? [] {
                Self.locate(release.resolved, field, layer: "\(number) \(field.text)", file, &scan)
                let artifact = Self.artifact(release.resolved, registries, field, file)
                if let artifact { scan.occurrences.append(artifact) }
            }
        }
    }

    /// `repositories` that are registries, by name: `{name: team, url: ghcr.io/team/charts, oci: true}`.
    private static func registries(_ documents: [YAMLNode]) -> [String: YAMLNode] {
        let repositories = documents.flatMap { $0["repositories"]?.resolved.elements.map(\.resolved) ?? [] }
        return repositories.reduce(into: [:]) { registries, repository in
            guard repository["oci"]?.resolved.equals("true") == true, let name = repository["name"]?.resolved.string,
                let url = repository["url"]
            else { return }
            registries[name] = url
        }
    }

    /// `chart: oci://host/path/name`, or `chart: team/name` of such a repository.
    private static func artifact(
        _ release: YAMLNode, _ registries: [String: YAMLNode], _ field: FieldPath, _ file: SourceFile
    ) -> ImageOccurrence? {
        if let own = ChartArtifact.occurrence(in: release, ("", "chart", "version"), of: file, nil, field) {
            return own
        }
        guard let chart = release["chart"], let text = chart.resolved.string, let slash = text.firstIndex(of: "/"),
            let registry = registries[String(text[..<slash])]
        else { return nil }
        let name = (text.utf8.distance(from: text.startIndex, to: slash) + 1)..<text.utf8.count
        return ChartFileLocator.artifact(
            file, nil, field, registry: registry, name: chart, named: name, version: release["version"])
    }

    private static func locate(
        _ release: YAMLNode, _ field: FieldPath, layer: String, _ file: SourceFile, _ scan: inout FileScan
    ) {
        var stack: [HelmRelease.Values] = []
        for (values, path) in release["values"]?.items(field.key("values")) ?? [] {
            if let name = values.resolved.string, let named = RepositoryPath(name, in: file.path.folder) {
                stack.append(.chartFile("/\(named)"))
            }
            guard values.resolved.isMapping else { continue }
            let walk = HelmValuesWalk(file, prefix: path.text, layer: "\(layer) \(path.text)")
            HelmValuesLocator.locate(values, walk, &scan)
            stack.append(.layer(HelmLayer(file: file.path, part: walk.layer)))
        }
        var parameters = HelmParameters(file: file, object: nil, layer: "\(layer) set")
        for (entry, path) in release["set"]?.items(field.key("set")) ?? [] {
            guard let name = entry["name"]?.resolved.string, let value = entry["value"] else { continue }
            parameters.add(name, value, path.key("value"))
        }
        scan.occurrences += parameters.occurrences
        if !parameters.occurrences.isEmpty {
            stack.append(.layer(HelmLayer(file: file.path, part: parameters.layer)))
        }
        scan.releases.append(
            HelmRelease(
                name: "\(file.path) \(field.text)", chart: chart(of: release, in: file.path.folder), values: stack))
    }

    /// `./charts/web`: a path is told from `team/web` by its first dot.
    private static func chart(of release: YAMLNode, in folder: RepositoryPath) -> RepositoryPath? {
        guard let chart = release["chart"]?.resolved.string, chart.hasPrefix(".") else { return nil }
        return RepositoryPath(chart, in: folder)
    }
}
