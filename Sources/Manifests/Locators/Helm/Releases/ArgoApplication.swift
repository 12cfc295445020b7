import YAMLSource

/// An Argo CD Application or the template of an ApplicationSet: `valueFiles`, then `values` or `valuesObject`, then
/// `parameters` (argoproj.io, `ApplicationSourceHelm`).
enum ArgoApplication {
    static func locate(_ application: ReleaseObject, _ scan: inout FileScan) {
        var spec = application.node["spec"]?.resolved
        var field = FieldPath("spec")
        if application.identity.kind == "ApplicationSet" {
            spec = spec?["template"]?["spec"]?.resolved
            field = field.key("template").key("spec")
        }
        guard let spec else { return }
        let before = scan.occurrences.count
        defer { leaveToUpdater(application.node, from: before, &scan) }
        if let source = spec["source"]?.resolved { locate(source, field.key("source"), application, &scan) }
        for (position, source) in (spec["sources"]?.resolved.elements.map(\.resolved) ?? []).enumerated() {
            locate(source, field.key("sources").index(position), application, &scan)
        }
    }

    /// What a file lays over the source whose folder it stands in.
    static func locate(overrides: ReleaseObject, _ scan: inout FileScan) {
        let folder = overrides.file.path.folder
        if let helm = overrides.node["helm"]?.resolved {
            locate(helm: helm, of: folder, FieldPath("helm"), overrides, &scan)
        }
        if let kustomize = overrides.node["kustomize"]?.resolved {
            ArgoKustomize.locate(kustomize, of: folder, from: nil, FieldPath("kustomize"), overrides, &scan)
        }
    }

    private static func locate(
        _ source: YAMLNode, _ field: FieldPath, _ application: ReleaseObject, _ scan: inout FileScan
    ) {
        let folder = source["path"]?.resolved.string.flatMap { RepositoryPath($0) }
        if let helm = source["helm"]?.resolved {
            let chart = source["chart"] == nil ? folder : nil
            locate(helm: helm, of: chart, field.key("helm"), application, &scan)
        }
        if let kustomize = source["kustomize"]?.resolved {
            ArgoKustomize.locate(kustomize, of: folder, from: source, field.key("kustomize"), application, &scan)
        }
        scan.occurrences += artifacts(source, field, application)
    }

    /// What Argo CD's Image Updater writes, by the Application's own word.
    private static func leaveToUpdater(_ application: YAMLNode, from start: Int, _ scan: inout FileScan) {
        let names = ForeignWriter.updatedImages(of: application)
        guard !names.isEmpty else { return }
        for index in scan.occurrences.indices[start...] {
            scan.occurrences[index] = scan.occurrences[index].left(toWriterOf: names)
        }
    }

    /// The charts of a source: what an ApplicationSet fills in is told where its generators spell it out.
    private static func artifacts(
        _ source: YAMLNode, _ field: FieldPath, _ application: ReleaseObject
    ) -> [ImageOccurrence] {
        guard application.identity.kind == "ApplicationSet", let chart = source["chart"],
            let registry = source["repoURL"], let parameter = GeneratorParameters.name(registry.resolved.string)
        else { return [artifact(source, field, application)].compactMap(\.self) }
        let generators = GeneratorParameters(application.node)
        let sets = generators.sets(with: parameter)
        let templated = ChartFileLocator.artifact(
            application.file, application.identity, field, registry: registry, name: chart,
            version: source["targetRevision"])
        guard !sets.isEmpty else { return [templated].compactMap(\.self) }
        return sets.compactMap { set in
            guard let registry = set[parameter], let url = registry.resolved.string,
                url.hasPrefix("oci://") || !url.contains("://")
            else { return nil }
            return ChartFileLocator.artifact(
                application.file, application.identity, field, registry: registry,
                name: generators.filled(chart, set),
                version: source["targetRevision"].map { generators.filled($0, set) })
        }
    }

    /// `repoURL` of a registry has no scheme beside a `chart`, or `oci://` with or without one.
    private static func artifact(
        _ source: YAMLNode, _ field: FieldPath, _ application: ReleaseObject
    ) -> ImageOccurrence? {
        guard let registry = source["repoURL"], let url = registry.resolved.string else { return nil }
        // What an ApplicationSet fills in is most often a repository over HTTPS.
        let isRegistry = source["chart"] != nil && !url.contains("://") && HelmValueNames.namesHost("\(url)/")
        guard url.hasPrefix("oci://") || isRegistry else { return nil }
        return ChartFileLocator.artifact(
            application.file, application.identity, field, registry: registry, name: source["chart"],
            version: source["targetRevision"])
    }

    private static func locate(
        helm: YAMLNode, of folder: RepositoryPath?, _ field: FieldPath, _ application: ReleaseObject,
        _ scan: inout FileScan
    ) {
        var values = KustomizationLocator.strings(helm["valueFiles"]).map { HelmRelease.Values.chartFile(relative($0)) }
        for key in ["values", "valuesObject"] {
            let layer = application.values(helm[key], field.key(key).text, &scan)
            if let layer { values.append(.layer(layer)) }
        }
        if let layer = parameters(helm["parameters"]?.resolved, field.key("parameters"), application, &scan) {
            values.append(.layer(layer))
        }
        scan.releases.append(HelmRelease(name: application.file.path.string, chart: folder, values: values))
    }

    /// `$values/apps/web/values.yaml` starts at the top of the source that is called `values`.
    private static func relative(_ file: String) -> String {
        guard file.hasPrefix("$"), let slash = file.firstIndex(of: "/") else { return file }
        return String(file[slash...])
    }

    /// `- {name: image.tag, value: v1}`: the pieces of one image in several entries.
    private static func parameters(
        _ list: YAMLNode?, _ field: FieldPath, _ application: ReleaseObject, _ scan: inout FileScan
    ) -> HelmLayer? {
        guard let list, list.isSequence else { return nil }
        let part = application.part(field.text)
        var pieces = HelmParameters(file: application.file, object: application.identity, layer: part)
        for (position, entry) in list.elements.map(\.resolved).enumerated() {
            guard let name = entry["name"]?.resolved.string, let value = entry["value"] else { continue }
            pieces.add(name, value, field.index(position).key("value"))
        }
        scan.occurrences += pieces.occurrences
        return HelmLayer(file: application.file.path, part: part)
    }
}
