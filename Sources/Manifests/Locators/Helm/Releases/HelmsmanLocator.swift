import YAMLSource

/// Helmsman's desired state: charts from registries and the values that `set` gives them (Helmsman, "Desired state
/// specification").
struct HelmsmanLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("apps:"), file.text.contains("namespaces:"), file.text.contains("chart:"),
            let root = try? file.documents().first, ObjectIdentity(of: root) == nil
        else { return false }
        return root["apps"]?.resolved.isMapping ?? false
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first else { return }
        for (_, app, field) in root["apps"]?.fields(FieldPath("apps")) ?? [] {
            let app = app.resolved
            let chart = ChartArtifact.occurrence(in: app, ("", "chart", "version"), of: file, nil, field)
            if let chart { scan.occurrences.append(chart) }
            var pieces = HelmParameters(file: file, object: nil, layer: field.key("set").text)
            for key in ["set", "setString"] {
                for (name, value, path) in app[key]?.fields(field.key(key)) ?? [] { pieces.add(name, value, path) }
            }
            scan.occurrences += pieces.occurrences
        }
    }
}
