import YAMLSource

/// The kinds of Kubernetes itself that hold pod specs.
struct WorkloadLocator: ObjectLocator {
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

    private static let groups: Set<Substring> = ["", "apps", "batch", "extensions"]

    func claims(_ identity: ObjectIdentity) -> Bool {
        Self.podSpecs[identity.kind] != nil && Self.groups.contains(identity.group)
    }

    func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        var node = object
        var field = field
        for key in Self.podSpecs[identity.kind] ?? [] {
            guard let next = node[key]?.resolved else { return [] }
            node = next
            field = field.key(key)
        }
        return PodSpecLocator.occurrences(in: node, of: file, object: identity, field)
    }
}
