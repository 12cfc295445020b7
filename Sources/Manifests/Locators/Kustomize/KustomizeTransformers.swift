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
