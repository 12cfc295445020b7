import YAMLSource

/// Kubernetes objects that hold pod specs, alone, in several documents or in a List.
enum WorkloadLocator {
    /// Where each kind keeps its pod spec.
    private static let podSpecs: [String: [String]] = [
        "Pod": ["spec"],
        "PodTemplate": ["template", "spec"],
        "Deployment": ["spec", "template", "spec"],
        "StatefulSet": ["spec", "template", "spec"],
        "DaemonSet": ["spec", "template", "spec"],
        "ReplicaSet": ["spec", "template", "spec"],
        "ReplicationController": ["spec", "template", "spec"],
        "Job": ["spec", "template", "spec"],
        "CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
    ]

    /// A List may hold Lists; what people write stays far below this.
    private static let deepestList = 8

    static func occurrences(in file: LocatedFile) -> [ImageOccurrence] {
        file.stream.documents.flatMap { occurrences(in: $0.resolved, of: file, FieldPath(), depth: 0) }
    }

    private static func occurrences(
        in object: YAMLNode, of file: LocatedFile, _ field: FieldPath, depth: Int
    ) -> [ImageOccurrence] {
        guard object.isMapping, let identity = ObjectIdentity(of: object) else { return [] }
        if let path = podSpecs[identity.kind] {
            return podSpec(at: path, in: object, of: file, identity, field)
        }
        guard identity.kind.hasSuffix("List"), depth < deepestList, let items = object["items"]?.resolved else {
            return []
        }
        return items.elements.enumerated().flatMap { position, item in
            occurrences(in: item.resolved, of: file, field.key("items").index(position), depth: depth + 1)
        }
    }

    private static func podSpec(
        at path: [String], in object: YAMLNode, of file: LocatedFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        var node = object
        var field = field
        for key in path {
            guard let next = node[key]?.resolved else { return [] }
            node = next
            field = field.key(key)
        }
        return PodSpecLocator.occurrences(in: node, of: file, object: identity, field)
    }
}

extension ObjectIdentity {
    /// `nil` for what is no Kubernetes object.
    init?(of node: YAMLNode) {
        guard let apiVersion = node["apiVersion"]?.resolved.string, !apiVersion.isEmpty,
            let kind = node["kind"]?.resolved.string, !kind.isEmpty
        else { return nil }
        let metadata = node["metadata"]
        self.init(
            apiVersion: apiVersion,
            kind: kind,
            namespace: metadata?["namespace"]?.resolved.string,
            name: metadata?["name"]?.resolved.string ?? metadata?["generateName"]?.resolved.string
        )
    }
}
