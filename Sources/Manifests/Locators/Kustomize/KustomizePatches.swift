import YAMLSource

/// The patches of a kustomization: those in files by their paths, those inside it by the images that they set.
enum KustomizePatches {
    /// The files that `patches`, `patchesStrategicMerge`, `patchesJson6902` and `transformers`' kin name.
    static func files(_ root: YAMLNode) -> [String] {
        let named = ["patches", "patchesJson6902"].flatMap { key in
            root[key]?.resolved.elements.compactMap { $0["path"]?.resolved.string } ?? []
        }
        return named + KustomizationLocator.strings(root["patchesStrategicMerge"]).filter { !$0.contains("\n") }
    }

    /// The images in patches and functions that stand in the kustomization itself, as YAML in a scalar.
    static func occurrences(_ root: YAMLNode, _ file: SourceFile) -> [ImageOccurrence] {
        guard file.text.contains("mage") else { return [] }
        let inline = ["patches", "patchesJson6902"].flatMap { key in
            root[key]?.resolved.elements.map(\.resolved).compactMap { entry in
                entry["patch"].map { ($0, target(entry["target"]?.resolved)) }
            } ?? []
        }
        // Objects spelled out: patches, and what configures a function, whose image stands in an annotation.
        let objects = ["patchesStrategicMerge", "generators", "transformers", "validators"].flatMap { key in
            root[key]?.resolved.elements.map(\.resolved).filter { $0.string?.contains("\n") == true } ?? []
        }
        return (inline + objects.map { ($0, nil) }).flatMap { patch, target in occurrences(inPatch: patch, target, file)
        }
    }

    static func occurrences(
        inPatch patch: YAMLNode, _ target: ObjectIdentity?, _ file: SourceFile
    ) -> [ImageOccurrence] {
        guard let inner = file.embedded(in: patch), let documents = try? inner.documents() else { return [] }
        return documents.flatMap { document in
            document.isSequence
                ? JSONPatch.occurrences(in: document, of: inner, object: target)
                : ObjectLocators.scan(document, of: inner, FieldPath(), depth: 0).occurrences
                    + KustomizeTransformers.patches(in: document, inner)
        }
    }

    static func target(_ selector: YAMLNode?) -> ObjectIdentity? {
        guard let kind = selector?["kind"]?.resolved.string else { return nil }
        let group = selector?["group"]?.resolved.string
        let version = selector?["version"]?.resolved.string ?? ""
        return ObjectIdentity(
            apiVersion: group.map { "\($0)/\(version)" } ?? version,
            kind: kind,
            namespace: selector?["namespace"]?.resolved.string,
            name: selector?["name"]?.resolved.string
        )
    }
}
