import YAMLSource

/// The images of a pod spec (Kubernetes API, `core/v1.PodSpec`).
enum PodSpecLocator {
    private static let containerLists = ["initContainers", "containers", "ephemeralContainers"]

    static func occurrences(
        in spec: YAMLNode, of file: SourceFile, object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        let containers = containerLists.flatMap { list in
            items(of: spec[list], field.key(list)).compactMap { container, path in
                container["image"].flatMap { file.occurrence(of: $0, object: object, path.key("image")) }
            }
        }
        let volumes = items(of: spec["volumes"], field.key("volumes")).compactMap { volume, path in
            volume["image"]?["reference"].flatMap {
                file.occurrence(of: $0, object: object, path.key("image").key("reference"))
            }
        }
        return containers + volumes
    }

    private static func items(of list: YAMLNode?, _ field: FieldPath) -> [(YAMLNode, FieldPath)] {
        guard let list = list?.resolved, list.isSequence else { return [] }
        return list.elements.enumerated().map { ($1.resolved, field.index($0)) }
    }
}
