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
        guard let (spec, path) = Self.podSpec(of: object, identity, field) else { return [] }
        return PodSpecLocator.occurrences(in: spec, of: file, object: identity, path)
    }

    /// `nil` for an object of another kind, or without one.
    static func podSpec(
        of object: YAMLNode, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> (spec: YAMLNode, field: FieldPath)? {
        guard groups.contains(identity.group), let keys = podSpecs[identity.kind] else { return nil }
        var (node, field) = (object, field)
        for key in keys {
            guard let next = node[key]?.resolved else { return nil }
            node = next
            field = field.key(key)
        }
        return (node, field)
    }
}
