import YAMLSource

/// Transformers of kustomize's own that write images (kustomize API, `builtins`): in the kustomization or in files.
enum KustomizeTransformers {
    static func all(_ list: YAMLNode?, _ file: SourceFile) -> [KustomizeTransformer] {
        (list?.resolved.elements.map(\.resolved) ?? []).flatMap { element -> [KustomizeTransformer] in
            guard let text = element.string else { return [] }
            guard text.contains("\n") else {
                return RepositoryPath(text, in: file.path.folder).map { [.file($0)] } ?? []
            }
            guard text.contains("ImageTagTransformer"), let inner = file.embedded(in: element),
                let documents = try? inner.documents()
            else { return [] }
            return documents.compactMap { entry($0, inner) }.map { .image($0) }
        }
    }

    /// The entry of an `ImageTagTransformer`.
    static func entry(_ transformer: YAMLNode, _ file: SourceFile) -> ImageOccurrence? {
        guard let identity = ObjectIdentity(of: transformer), isBuiltin(identity, "ImageTagTransformer"),
            let entry = transformer["imageTag"]?.resolved
        else { return nil }
        return KustomizeEntries.image(entry, file, identity, FieldPath("imageTag"))
    }

    /// The images in the patches that others of them hold, as YAML in a scalar.
    static func patches(in transformer: YAMLNode, _ file: SourceFile) -> [ImageOccurrence] {
        guard let identity = ObjectIdentity(of: transformer), identity.apiVersion == "builtin",
            let key = patchKeys[identity.kind], let patch = transformer[key]
        else { return [] }
        return KustomizePatches.occurrences(
            inPatch: patch, KustomizePatches.target(transformer["target"]?.resolved), file)
    }

    static func isBuiltin(_ identity: ObjectIdentity, _ kind: String) -> Bool {
        identity.apiVersion == "builtin" && identity.kind == kind
    }

    private static let patchKeys = [
        "PatchTransformer": "patch", "PatchJson6902Transformer": "jsonOp", "PatchStrategicMergeTransformer": "patches",
    ]
}

/// Files that configure transformers and generators of kustomize's own.
struct KustomizeBuiltinLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("builtin") else { return false }
        return ["ImageTagTransformer", "Patch", "HelmChartInflationGenerator"].contains {
            file.text.contains(Array($0.utf8))
        }
            && ((try? file.documents().contains { ObjectIdentity(of: $0)?.apiVersion == "builtin" }) ?? false)
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for document in try file.documents() where document.isMapping {
            guard let identity = ObjectIdentity(of: document) else { continue }
            if identity.apiVersion != "builtin" {
                let found = ObjectLocators.scan(document, of: file, FieldPath(), depth: 0)
                scan.occurrences += found.occurrences
                scan.findings += found.findings
                continue
            }
            if let entry = KustomizeTransformers.entry(document, file) { scan.transformerImages.append(entry) }
            scan.occurrences += KustomizeTransformers.patches(in: document, file)
            if identity.kind == "HelmChartInflationGenerator" {
                let home = document["chartHome"]?.resolved.string ?? "charts"
                KustomizeCharts.locate(document, home, FieldPath(), file, identity, &scan)
            }
        }
    }
}
