import YAMLSource

/// `helmCharts` of a kustomization: `valuesFile`, `additionalValuesFiles`, then `valuesInline`.
enum KustomizeCharts {
    static func locate(_ root: YAMLNode, _ file: SourceFile, _ object: ObjectIdentity, _ scan: inout FileScan) {
        let home = root["helmGlobals"]?["chartHome"]?.resolved.string ?? "charts"
        let charts: [YAMLNode] = root["helmCharts"]?.resolved.elements.map(\.resolved) ?? []
        for (position, chart) in charts.enumerated() {
            locate(chart, home, FieldPath("helmCharts").index(position), file, object, &scan)
        }
    }

    /// - Parameter home: the folder of charts.
    static func locate(
        _ chart: YAMLNode, _ home: String, _ field: FieldPath, _ file: SourceFile, _ object: ObjectIdentity,
        _ scan: inout FileScan
    ) {
        let release = ReleaseObject(node: chart, identity: object, file: file)
        let inline = release.values(chart["valuesInline"], field.key("valuesInline").text, &scan)
        let name = chart["name"]?.resolved.string ?? ""
        let named =
            [chart["valuesFile"]?.resolved.string].compactMap(\.self)
            + KustomizationLocator.strings(chart["additionalValuesFiles"])
        let files = named.compactMap { RepositoryPath($0, in: file.path.folder) }
        scan.releases.append(
            HelmRelease(
                name: file.path.string,
                chart: RepositoryPath("\(home)/\(name)", in: file.path.folder),
                values: files.map { .chartFile("/\($0.string)") } + (inline.map { [.layer($0)] } ?? [])
            )
        )
        if let registry = chart["repo"], registry.resolved.hasPrefix("oci://"),
            let occurrence = ChartFileLocator.artifact(
                file, object, field, registry: registry, name: chart["name"], version: chart["version"])
        {
            scan.occurrences.append(occurrence)
        }
    }
}
