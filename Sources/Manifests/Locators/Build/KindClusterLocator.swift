import YAMLSource

/// The configuration of a cluster of kind (Kubernetes in Docker): the image of each node.
struct KindClusterLocator: ObjectLocator {
    func claims(_ identity: ObjectIdentity) -> Bool { identity.group == "kind.x-k8s.io" && identity.kind == "Cluster" }

    func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        (object["nodes"]?.items(field.key("nodes")) ?? []).compactMap { node, path in
            node["image"].flatMap { file.occurrence(of: $0, object: identity, path.key("image")) }
        }
    }
}
