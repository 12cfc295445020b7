import YAMLSource

/// An Argo CD Application or the template of an ApplicationSet: `valueFiles`, then `values` or `valuesObject`, then
/// `parameters` (argoproj.io, `ApplicationSourceHelm`); and the images that it gives to kustomize.
enum ArgoApplication {
    static func locate(_ application: ReleaseObject, _ scan: inout FileScan) {
        var spec = application.node["spec"]?.resolved
        var field = FieldPath("spec")
        if application.identity.kind == "ApplicationSet" {
            spec = spec?["template"]?["spec"]?.resolved
            field = field.key("template").key("spec")
        }
        guard let spec else { return }
        if let source = spec["source"]?.resolved { locate(source, field.key("source"), application, &scan) }
        for (position, source) in (spec["sources"]?.resolved.elements.map(\.resolved) ?? []).enumerated() {
            locate(source, field.key("sources").index(position), application, &scan)
        }
    }

    private static func locate(
        _ source: YAMLNode, _ field: FieldPath, _ application: ReleaseObject, _ scan: inout FileScan
    ) {
        if let helm = source["helm"]?.resolved { locate(helm: helm, source, field.key("helm"), application, &scan) }
        let images: [YAMLNode] = source["kustomize"]?["images"]?.resolved.elements.map(\.self) ?? []
        for (position, image) in images.enumerated() {
            let path = field.key("kustomize").key("images").index(position)
            if let entry = entry(image, path, application) { scan.occurrences.append(entry) }
        }
        if let chart = source["chart"], let registry = source["repoURL"],
            registry.resolved.string?.contains("://") == false,
            let occurrence = ChartFileLocator.artifact(
                application.file, application.identity, field, registry: registry, name: chart,
                version: source["targetRevision"])
        {
            scan.occurrences.append(occurrence)
        }
    }

    private static func locate(
        helm: YAMLNode, _ source: YAMLNode, _ field: FieldPath, _ application: ReleaseObject, _ scan: inout FileScan
    ) {
        var values = KustomizationLocator.strings(helm["valueFiles"]).map { HelmRelease.Values.chartFile(relative($0)) }
        for key in ["values", "valuesObject"] {
            let layer = application.values(helm[key], field.key(key).text, &scan)
            if let layer { values.append(.layer(layer)) }
        }
        if let layer = parameters(helm["parameters"]?.resolved, field.key("parameters"), application, &scan) {
            values.append(.layer(layer))
        }
        let folder = source["chart"] == nil ? source["path"]?.resolved.string.flatMap { RepositoryPath($0) } : nil
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
        let part = "\(application.identity) \(field.text)"
        var pieces = HelmParameters(file: application.file, object: application.identity, layer: part)
        for (position, entry) in list.elements.map(\.resolved).enumerated() {
            guard let name = entry["name"]?.resolved.string, let value = entry["value"] else { continue }
            pieces.add(name, value, field.index(position).key("value"))
        }
        scan.occurrences += pieces.occurrences
        return HelmLayer(file: application.file.path, part: part)
    }

    /// `name=new:tag`, `name=new@digest`, `name:tag`, as `kustomize edit set image` takes them.
    private static func entry(
        _ node: YAMLNode, _ field: FieldPath, _ application: ReleaseObject
    ) -> ImageOccurrence? {
        let file = application.file
        guard let text = node.resolved.string, !text.isEmpty else { return nil }
        let bytes = Array(text.utf8)
        let equals = bytes.firstIndex(of: UInt8(ascii: "="))
        let start = equals.map { $0 + 1 } ?? 0
        let slash = bytes[start...].lastIndex(of: UInt8(ascii: "/")) ?? start
        let at = bytes[start...].firstIndex(of: UInt8(ascii: "@"))
        let colon = bytes[slash..<(at ?? bytes.count)].firstIndex(of: UInt8(ascii: ":"))
        let part = { (range: Range<Int>) in range.isEmpty ? nil : file.site(node, part: range, field) }
        let nameEnd = colon ?? at ?? bytes.count
        guard let name = part(0..<(equals ?? nameEnd)) else { return nil }
        return ImageOccurrence(
            file: file.path, object: application.identity, field: field.text, location: name.location,
            parts: .kustomize(
                KustomizeImage(
                    name: name,
                    newName: equals == nil ? nil : part(start..<nameEnd),
                    newTag: colon.flatMap { part(($0 + 1)..<bytes.count) },
                    digest: colon == nil ? at.flatMap { part(($0 + 1)..<bytes.count) } : nil
                )
            ),
            directives: file.directives(at: node)
        )
    }
}
