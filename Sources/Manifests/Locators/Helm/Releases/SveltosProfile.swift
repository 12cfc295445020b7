import YAMLSource

/// Profiles of Sveltos: charts and their values, which are YAML as text (projectsveltos.io, `HelmChart`).
enum SveltosProfile {
    static let kinds: Set<String> = ["ClusterProfile", "Profile", "ClusterPromotion", "EventTrigger"]

    static func locate(_ profile: ReleaseObject, _ scan: inout FileScan) {
        let isPromotion = profile.identity.kind == "ClusterPromotion"
        let field = isPromotion ? FieldPath("spec").key("profileSpec") : FieldPath("spec")
        let spec = isPromotion ? profile.node["spec"]?["profileSpec"] : profile.node["spec"]
        for (chart, path) in spec?["helmCharts"]?.items(field.key("helmCharts")) ?? [] {
            let artifact = ChartArtifact.occurrence(
                in: chart.resolved, ("repositoryURL", "chartName", "chartVersion"), of: profile.file, profile.identity,
                path)
            if let artifact { scan.occurrences.append(artifact) }
            guard let layer = profile.values(chart.resolved["values"], path.key("values").text, &scan) else { continue }
            scan.releases.append(HelmRelease(name: profile.file.path.string, chart: nil, values: [.layer(layer)]))
        }
    }
}

/// What vendir copies into a repository: charts from registries; images stand in the table of known kinds (Carvel,
/// "vendir.yml spec").
enum VendirConfig {
    static func locate(_ config: ReleaseObject, _ scan: inout FileScan) {
        for (directory, path) in config.node["directories"]?.items(FieldPath("directories")) ?? [] {
            for (content, path) in directory["contents"]?.items(path.key("contents")) ?? [] {
                guard let chart = content["helmChart"]?.resolved,
                    let registry = chart["repository"]?["url"], registry.resolved.hasPrefix("oci://"),
                    let artifact = ChartFileLocator.artifact(
                        config.file, config.identity, path.key("helmChart"), registry: registry, name: chart["name"],
                        version: chart["version"])
                else { continue }
                scan.occurrences.append(artifact)
            }
        }
    }
}
