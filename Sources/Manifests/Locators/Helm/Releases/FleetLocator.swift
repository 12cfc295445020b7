import YAMLSource

/// Fleet's bundles: the chart and the values of `helm`, and what each of `targetCustomizations` lays over them (Fleet,
/// "fleet.yaml").
struct FleetLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.hasName("fleet.yaml") || path.hasName("fleet.yml") }

    func claims(_ file: SourceFile) -> Bool { !file.holdsObjects }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for root in try file.documents() where root.isMapping { Self.locate(root, file, &scan) }
    }

    private static func locate(_ root: YAMLNode, _ file: SourceFile, _ scan: inout FileScan) {
        let base = release(root, FieldPath("helm"), file, &scan)
        scan.releases.append(HelmRelease(name: file.path.string, chart: base.chart, values: base.values))
        for (target, field) in root["targetCustomizations"]?.items(FieldPath("targetCustomizations")) ?? [] {
            let own = release(target.resolved, field.key("helm"), file, &scan)
            guard !own.values.isEmpty else { continue }
            scan.releases.append(
                HelmRelease(
                    name: "\(file.path.string) \(field.text)", chart: own.chart ?? base.chart,
                    values: base.values + own.values))
        }
    }

    /// `valuesFiles`, then `values`; a chart without a repository is a folder beside the file.
    private static func release(
        _ node: YAMLNode, _ field: FieldPath, _ file: SourceFile, _ scan: inout FileScan
    ) -> (chart: RepositoryPath?, values: [HelmRelease.Values]) {
        guard let helm = node["helm"]?.resolved, helm.isMapping else { return (nil, []) }
        let files = KustomizationLocator.strings(helm["valuesFiles"]).compactMap {
            RepositoryPath($0, in: file.path.folder)
        }
        var values = files.map { HelmRelease.Values.chartFile("/\($0.string)") }
        if let inline = helm["values"]?.resolved, inline.isMapping {
            let layer = HelmLayer(file: file.path, part: field.key("values").text)
            HelmValuesLocator.locate(
                inline, HelmValuesWalk(file, prefix: field.key("values").text, layer: layer.part), &scan)
            values.append(.layer(layer))
        }
        let artifact = ChartArtifact.occurrence(in: helm, ("repo", "chart", "version"), of: file, nil, field)
        if let artifact { scan.occurrences.append(artifact) }
        let isLocal = artifact == nil && helm["repo"] == nil
        let folder = isLocal ? helm["chart"]?.resolved.string.flatMap { RepositoryPath($0, in: file.path.folder) } : nil
        return (folder, values)
    }
}
