import YAMLSource

/// A kustomization: what it includes, its `images:` and its inline patches (kustomize API, `types.Kustomization`).
struct KustomizationLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.nameContains("ustomization") && Kustomization.fileNames.contains(path.name)
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first, root.isMapping else { return }
        let object = ObjectIdentity(
            apiVersion: root["apiVersion"]?.resolved.string ?? "kustomize.config.k8s.io/v1beta1",
            kind: root["kind"]?.resolved.string ?? "Kustomization",
            namespace: nil,
            name: root["metadata"]?["name"]?.resolved.string
        )
        let included = Self.strings(root["resources"]) + Self.strings(root["bases"])
        let entries = root["images"] == nil ? "imageTags" : "images"
        var kustomization = Kustomization(
            file: file.path,
            resources: Self.local(included, file),
            components: Self.local(Self.strings(root["components"]), file),
            patches: Self.local(KustomizePatches.files(root), file),
            remotes: included.filter { RepositoryPath($0, in: file.path.folder) == nil || Self.isRemote($0) },
            images: KustomizeEntries.images(root[entries], file, object, FieldPath(entries))
        )
        kustomization.doubts = KustomizeDoubts.all(in: root)
        kustomization.replacements = KustomizeReplacements.all(root["replacements"], in: file)
        kustomization.transformers = KustomizeTransformers.all(root["transformers"], file)
        kustomization.generators = Self.local(
            Self.strings(root["generators"]).filter { !$0.contains("\n") }, file)
        kustomization.renames = root["namePrefix"] != nil || root["nameSuffix"] != nil
        scan.replacementSources = ReplacementSources.literals(in: root, of: file)
        kustomization.generated = Self.generated(root, file)
        kustomization.rendersCharts = root["helmCharts"] != nil
        scan.kustomization = kustomization
        KustomizeCharts.locate(root, file, object, &scan)
        scan.occurrences += KustomizePatches.occurrences(root, file)
    }

    static func strings(_ list: YAMLNode?) -> [String] {
        list?.resolved.elements.compactMap { $0.resolved.string } ?? []
    }

    private static func local(_ paths: [String], _ file: SourceFile) -> [RepositoryPath] {
        paths.filter { !isRemote($0) }.compactMap { RepositoryPath($0, in: file.path.folder) }
    }

    /// A URL, `host.example/…` with a known forge, an scp-like address, or a `?ref=` (kustomize, "remote targets").
    private static func isRemote(_ path: String) -> Bool {
        path.contains("://") || path.contains("?ref=") || path.hasPrefix("git@") || path.hasPrefix("github.com/")
            || path.hasPrefix("git::")
    }

    /// `files: [values.yaml]` and `files: [values.yaml=values-prod.yaml]` of the generators.
    private static func generated(_ root: YAMLNode, _ file: SourceFile) -> [String: [RepositoryPath]] {
        var generated: [String: [RepositoryPath]] = [:]
        for key in ["configMapGenerator", "secretGenerator"] {
            for generator in root[key]?.resolved.elements.map(\.resolved) ?? [] {
                guard let name = generator["name"]?.resolved.string else { continue }
                let files = strings(generator["files"]).map { $0.split(separator: "=").last.map(String.init) ?? $0 }
                generated[name, default: []] += local(files, file)
            }
        }
        return generated
    }
}
