import YAMLSource

/// Flux HelmReleases, Kustomizations and their sources, Argo CD Applications and ApplicationSets: the values and entries
/// that they hold, and which files and folders they lay them over.
struct ReleaseLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML || path.isJSON }

    func claims(_ file: SourceFile) -> Bool {
        let text = file.text
        return text.contains("HelmRelease") || text.contains("helm.cattle.io")
            || text.contains("argoproj.io/") && text.contains("Application")
            || text.contains("source.toolkit.fluxcd.io") && (text.contains("oci://") || text.contains("GitRepository"))
            || text.contains("kustomize.toolkit.fluxcd.io") && text.contains("mage")
            || text.contains("ConfigMap") && text.contains("values.y")
            || text.contains("projectsveltos.io/") && text.contains("helmCharts")
            || file.path.nameContains("vendir") && text.contains("oci://")
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for (position, document) in try file.documents().enumerated() where document.isMapping {
            guard let identity = ObjectIdentity(of: document) else { continue }
            let release = ReleaseObject(node: document, identity: identity, file: file, position: position)
            switch (identity.group, identity.kind) {
            case ("helm.toolkit.fluxcd.io", "HelmRelease"): FluxRelease.locate(release, &scan)
            case ("source.toolkit.fluxcd.io", "OCIRepository"), ("source.toolkit.fluxcd.io", "HelmRepository"):
                FluxSource.locate(release, &scan)
            case ("source.toolkit.fluxcd.io", "GitRepository"):
                let spec = document["spec"]?.resolved
                let isFixed = ["tag", "semver", "commit"].contains { spec?["ref"]?.resolved[$0] != nil }
                if let url = spec?["url"]?.resolved.string {
                    scan.gitSources[identity.name ?? ""] = isFixed ? .fixed : .url(url)
                }
            case ("kustomize.toolkit.fluxcd.io", "Kustomization"): FluxKustomization.locate(release, &scan)
            case ("argoproj.io", "Application"), ("argoproj.io", "ApplicationSet"):
                ArgoApplication.locate(release, &scan)
            case ("helm.cattle.io", "HelmChart"), ("helm.cattle.io", "HelmChartConfig"):
                ClusterChart.locate(release, &scan)
            case ("", "ConfigMap"): ValuesObject.locate(release, &scan)
            case ("config.projectsveltos.io", let kind) where SveltosProfile.kinds.contains(kind),
                ("lib.projectsveltos.io", let kind) where SveltosProfile.kinds.contains(kind):
                SveltosProfile.locate(release, &scan)
            default:
                if identity.group == "vendir.k14s.io" { VendirConfig.locate(release, &scan) }
                let found = ObjectLocators.scan(document, of: file, FieldPath(), depth: 0)
                scan.occurrences += found.occurrences
                scan.findings += found.findings
            }
        }
    }
}

/// An object that has to do with a release, in its file.
struct ReleaseObject {
    let node: YAMLNode
    let identity: ObjectIdentity
    let file: SourceFile
    /// Which document of the file it is.
    var position = 0

    /// What tells values below a field from those of every other object in the file, those of the same name too.
    func part(_ field: String) -> String { "\(identity) \(field)" + (position == 0 ? "" : " \(position)") }

    /// Values below a field: a map, or YAML in a scalar. Gives the layer where there are any.
    func values(_ node: YAMLNode?, _ field: String, _ scan: inout FileScan) -> HelmLayer? {
        guard let node = node?.resolved else { return nil }
        let part = part(field)
        let layer = HelmLayer(file: file.path, part: part)
        if node.isMapping {
            HelmValuesLocator.locate(
                node, HelmValuesWalk(file, object: identity, prefix: field, layer: part), &scan)
            return layer
        }
        guard let inner = file.embedded(in: node), let root = try? inner.documents().first, root.isMapping else {
            return nil
        }
        HelmValuesLocator.locate(root, HelmValuesWalk(inner, object: identity, prefix: field, layer: part), &scan)
        return layer
    }
}
