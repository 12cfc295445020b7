import YAMLSource

/// Helmfile: the values that stand in its releases, and charts from registries (Helmfile, "The Helmfile specification").
struct HelmfileLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.isYAML && (path.isNamed("helmfile") || path.isBelow("helmfile.d/"))
    }

    func claims(_ file: SourceFile) -> Bool { !file.holdsObjects }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for (number, document) in try file.documents().enumerated() {
            for (release, field) in document["releases"]?.items(FieldPath("releases")) ?? [] {
                Self.locate(release.resolved, field, layer: "\(number) \(field.text)", file, &scan)
            }
        }
    }

    private static func locate(
        _ release: YAMLNode, _ field: FieldPath, layer: String, _ file: SourceFile, _ scan: inout FileScan
    ) {
        for (values, path) in release["values"]?.items(field.key("values")) ?? [] where values.resolved.isMapping {
            let walk = HelmValuesWalk(file, prefix: path.text, layer: "\(layer) \(path.text)")
            HelmValuesLocator.locate(values, walk, &scan)
        }
        var parameters = HelmParameters(file: file, object: nil, layer: "\(layer) set")
        for (entry, path) in release["set"]?.items(field.key("set")) ?? [] {
            guard let name = entry["name"]?.resolved.string, let value = entry["value"] else { continue }
            parameters.add(name, value, path.key("value"))
        }
        scan.occurrences += parameters.occurrences
        if let chart = release["chart"], chart.resolved.hasPrefix("oci://"),
            let artifact = ChartFileLocator.artifact(
                file, nil, field, registry: chart, name: nil, version: release["version"])
        {
            scan.occurrences.append(artifact)
        }
    }
}
