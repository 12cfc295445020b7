import YAMLSource

/// The kinds of Kubernetes itself that hold pod specs.
struct WorkloadLocator: ObjectLocator {
    /// Where a kind keeps its pod spec. A switch: it is asked of every object.
    private static func podSpec(of identity: ObjectIdentity) -> [String]? {
        switch identity.group {
        case "", "apps", "batch", "extensions": break
        default: return nil
        }
        return switch identity.kind {
        case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job": template
        case "CronJob": jobTemplate
        case "Pod": pod
        case "PodTemplate": podTemplate
        default: nil
        }
    }

    private static let pod = ["spec"]
    private static let podTemplate = ["template", "spec"]
    private static let template = ["spec", "template", "spec"]
    private static let jobTemplate = ["spec", "jobTemplate", "spec", "template", "spec"]

    func claims(_ identity: ObjectIdentity) -> Bool {
        Self.podSpec(of: identity) != nil
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
        guard let keys = podSpec(of: identity) else { return nil }
        var node = object
        for key in keys {
            guard let next = node[key]?.resolved else { return nil }
            node = next
        }
        return (node, field.key(keys.joined(separator: ".")))
    }
}
