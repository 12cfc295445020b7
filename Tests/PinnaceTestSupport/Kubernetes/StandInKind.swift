/// A kind that the stand-in API server serves.
package struct StandInKind: Hashable, Sendable {
    package let group: String
    package let version: String
    package let plural: String
    package let kind: String
    package var isNamespaced = true
    /// `/status` and the rest are written apart.
    package var hasStatus = false
    /// `metadata.generation` counts changes of everything but metadata and status.
    package var hasGeneration = false
    /// A PUT without `resourceVersion` replaces whatever is there; else it is refused.
    package var takesUnconditionalUpdates = true
    /// `openAPIV3Schema` of a custom resource.
    package var schema: APIJSON?

    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }
    /// As messages call it: `configmaps`, `leases.coordination.k8s.io`.
    package var qualified: String { group.isEmpty ? plural : "\(plural).\(group)" }

    /// What a store keeps apart; versions of one kind are the same objects.
    struct Identity: Hashable, Sendable {
        let group: String
        let plural: String
    }

    var identity: Identity { Identity(group: group, plural: plural) }

    static let namespaces = StandInKind(
        group: "", version: "v1", plural: "namespaces", kind: "Namespace", isNamespaced: false, hasStatus: true)
    static let definitions = StandInKind(
        group: "apiextensions.k8s.io", version: "v1", plural: "customresourcedefinitions",
        kind: "CustomResourceDefinition", isNamespaced: false, hasStatus: true, hasGeneration: true)

    static let builtIn: [StandInKind] = [
        namespaces, definitions,
        .init(group: "", version: "v1", plural: "configmaps", kind: "ConfigMap"),
        .init(group: "", version: "v1", plural: "secrets", kind: "Secret"),
        .init(group: "", version: "v1", plural: "pods", kind: "Pod", hasStatus: true),
        .init(group: "", version: "v1", plural: "nodes", kind: "Node", isNamespaced: false, hasStatus: true),
        workload("deployments", "Deployment"), workload("statefulsets", "StatefulSet"),
        workload("daemonsets", "DaemonSet"), workload("replicasets", "ReplicaSet"),
        .init(
            group: "coordination.k8s.io", version: "v1", plural: "leases", kind: "Lease",
            takesUnconditionalUpdates: false),
        .init(group: "events.k8s.io", version: "v1", plural: "events", kind: "Event"),
    ]

    private static func workload(_ plural: String, _ kind: String) -> StandInKind {
        .init(group: "apps", version: "v1", plural: plural, kind: kind, hasStatus: true, hasGeneration: true)
    }

    /// The kinds that a CustomResourceDefinition brings, one for each version that is served.
    static func custom(_ definition: APIJSON) -> [StandInKind] {
        guard let spec = definition["spec"], let group = spec["group"]?.text,
            let plural = spec["names"]?["plural"]?.text, let kind = spec["names"]?["kind"]?.text
        else { return [] }
        return (spec["versions"]?.elements ?? []).compactMap { version in
            guard let name = version["name"]?.text, version["served"] != .bool(false) else { return nil }
            return StandInKind(
                group: group, version: name, plural: plural, kind: kind,
                isNamespaced: spec["scope"]?.text != "Cluster", hasStatus: version["subresources"]?["status"] != nil,
                hasGeneration: true, takesUnconditionalUpdates: false, schema: version["schema"]?["openAPIV3Schema"])
        }
    }
}
