import YAMLSource

/// A Flux HelmRelease: `valuesFrom` in its order, then `values`, and what Kustomize makes of the rendered objects
/// (helm.toolkit.fluxcd.io, `HelmReleaseSpec`).
enum FluxRelease {
    static func locate(_ release: ReleaseObject, _ scan: inout FileScan) {
        let spec = release.node["spec"]?.resolved
        let sources: [YAMLNode] = spec?["valuesFrom"]?.resolved.elements.map(\.resolved) ?? []
        let objects = sources.filter { $0["targetPath"] == nil }.compactMap { $0["name"]?.resolved.string }
        let own = release.values(spec?["values"], "spec.values", &scan)
        let chart = spec?["chart"]?["spec"]?.resolved
        let isInGit = chart?["sourceRef"]?["kind"]?.resolved.string == "GitRepository"
        let folder = isInGit ? chart?["chart"]?.resolved.string.flatMap { RepositoryPath($0) } : nil
        let files =
            isInGit
            ? KustomizationLocator.strings(chart?["valuesFiles"]).map { HelmRelease.Values.chartFile("/\($0)") } : []
        var found = HelmRelease(
            name: release.file.path.string,
            chart: folder,
            values: files + objects.map { .object($0) } + (own.map { [.layer($0)] } ?? [])
        )
        found.overrides = overrides(sources, over: spec?["values"]?.resolved)
        scan.releases.append(found)
        let renderers: [YAMLNode] = spec?["postRenderers"]?.resolved.elements.map(\.resolved) ?? []
        for (position, renderer) in renderers.enumerated() {
            guard let kustomize = renderer["kustomize"]?.resolved else { continue }
            let field = FieldPath("spec.postRenderers").index(position).key("kustomize").key("images")
            scan.occurrences += KustomizeEntries.images(kustomize["images"], release.file, release.identity, field)
            scan.occurrences += KustomizePatches.occurrences(kustomize, release.file)
        }
    }

    /// The release's own values count more than what `valuesFrom` puts at a path.
    private static func overrides(_ sources: [YAMLNode], over values: YAMLNode?) -> [String: String] {
        sources.reduce(into: [:]) { overrides, source in
            guard let path = source["targetPath"]?.resolved.string else { return }
            let keys = path.split(separator: ".").map(String.init)
            guard keys.reduce(values, { $0?[$1]?.resolved })?.isScalar != true else { return }
            let object = [source["kind"], source["name"]].compactMap { $0?.resolved.string }.joined(separator: "/")
            overrides[path] = "valuesFrom sets \(path) from \(object)"
        }
    }
}

/// Where Flux gets charts and manifests from a registry: the artifacts are no images, but pulled like them.
enum FluxSource {
    static func locate(_ source: ReleaseObject, _ scan: inout FileScan) {
        let spec = source.node["spec"]?.resolved
        guard let spec, let url = spec["url"], url.resolved.hasPrefix("oci://"), source.identity.kind == "OCIRepository"
        else { return }
        let reference = spec["ref"]?.resolved
        let field = FieldPath("spec")
        let tag = reference?["tag"].flatMap { source.file.site($0, field.key("ref").key("tag")) }
        let digest = reference?["digest"].flatMap { source.file.site($0, field.key("ref").key("digest")) }
        var image = HelmImage(
            registry: nil, repository: source.file.site(url, field.key("url")), tag: tag,
            digest: digest
                ?? tag.flatMap { tag in
                    reference.flatMap {
                        source.file.insertion(of: "digest", after: tag, in: $0, field.key("ref"))
                    }
                })
        image.layer = source.part("spec.url")
        guard let first = tag ?? digest ?? image.repository else { return }
        scan.occurrences.append(
            ImageOccurrence(
                file: source.file.path, object: source.identity, field: "spec.url", location: first.location,
                parts: .helm(image), directives: source.file.directives(at: reference?["tag"] ?? url), kind: .artifact))
    }
}

/// A ConfigMap that carries values for a release in a key such as `values.yaml`.
enum ValuesObject {
    static func locate(_ object: ReleaseObject, _ scan: inout FileScan) {
        for (key, value) in object.node["data"]?.resolved.entries.map({ $0 }) ?? [] {
            guard let name = key.string, let path = RepositoryPath(name), HelmValuesFile.isValuesFile(path) else {
                continue
            }
            _ = object.values(value, "data.\(name)", &scan)
        }
    }
}
