import YAMLSource

/// The images of a pod spec (Kubernetes API, `core/v1.PodSpec`).
enum PodSpecLocator {
    static let containerLists = ["initContainers", "containers", "ephemeralContainers"]

    static func occurrences(
        in spec: YAMLNode, of file: SourceFile, object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        var found: [ImageOccurrence] = []
        for list in containerLists {
            for (container, path) in items(of: spec[list], field.key(list)) {
                found.put(ContainerLocator.occurrences(in: container, of: file, object: object, path))
            }
        }
        found.put(volumes(spec["volumes"], file, object, field.key("volumes")))
        if !found.isEmpty, let nodes = NodeChoice(podSpec: spec) {
            for index in found.indices { found[index].nodes = nodes }
        }
        return found
    }

    /// Volumes that are an image (`core/v1.ImageVolumeSource`).
    static func volumes(
        _ list: YAMLNode?, _ file: SourceFile, _ object: ObjectIdentity?, _ field: @autoclosure () -> FieldPath
    ) -> [ImageOccurrence] {
        items(of: list, field()).compactMap { volume, path in
            volume["image"]?["reference"].flatMap {
                file.occurrence(of: $0, object: object, path.key("image").key("reference"))
            }
        }
    }

    /// - Parameter field: asked for only where there is a list.
    private static func items(of list: YAMLNode?, _ field: @autoclosure () -> FieldPath) -> [(YAMLNode, FieldPath)] {
        guard let list = list?.resolved, list.isSequence else { return [] }
        let field = field()
        return list.elements.enumerated().map { ($1.resolved, field.index($0)) }
    }
}
