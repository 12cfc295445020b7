/// `v1` Node, as far as images and scheduling need it.
package struct Node: KubernetesResource {
    package static let type = ResourceType(group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false)

    package var metadata: ObjectMeta
    package var spec: Spec?
    package var status: Status?

    package struct Spec: Codable, Hashable, Sendable {
        package var unschedulable: Bool?
        package var taints: [Taint]?
    }

    package struct Taint: Codable, Hashable, Sendable {
        package var key: String
        package var value: String?
        /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
        package var effect: String
    }

    package struct Status: Codable, Hashable, Sendable {
        package var nodeInfo: Info?
        package var conditions: [WorkloadCondition]?
    }

    package struct Info: Codable, Hashable, Sendable {
        package var operatingSystem: String?
        package var architecture: String?
        package var kernelVersion: String?
    }
}

/// `v1` Namespace.
package struct Namespace: KubernetesResource {
    package static let type = ResourceType(
        group: "", version: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)

    package var metadata: ObjectMeta
}
