/// `v1` Pod, as far as it tells how an image does.
package struct Pod: KubernetesResource {
    package static let type = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods")

    package var metadata: ObjectMeta
    package var spec: PodSpec?
    package var status: Status?

    package struct Status: Codable, Hashable, Sendable {
        package var phase: String?
        package var reason: String?
        package var message: String?
        package var conditions: [WorkloadCondition]?
        package var containerStatuses: [ContainerStatus]?
        package var initContainerStatuses: [ContainerStatus]?
    }

    package struct ContainerStatus: Codable, Hashable, Sendable {
        package var name: String
        package var image: String?
        package var imageID: String?
        package var ready: Bool?
        package var restartCount: Int?
        package var state: State?
        package var lastState: State?
    }

    package struct State: Codable, Hashable, Sendable {
        package var waiting: Reason?
        package var terminated: Reason?
    }

    package struct Reason: Codable, Hashable, Sendable {
        package var reason: String?
        package var message: String?
        package var exitCode: Int?
    }
}

/// What a pod runs, and where it may.
package struct PodSpec: Codable, Hashable, Sendable {
    package var containers: [Container]?
    package var initContainers: [Container]?
    package var nodeName: String?
    package var nodeSelector: [String: String]?
    package var affinity: Affinity?
    package var tolerations: [Toleration]?

    package struct Container: Codable, Hashable, Sendable {
        package var name: String
        package var image: String?
    }

    package struct Affinity: Codable, Hashable, Sendable {
        package var nodeAffinity: NodeAffinity?
    }

    package struct NodeAffinity: Codable, Hashable, Sendable {
        package var requiredDuringSchedulingIgnoredDuringExecution: NodeSelector?
    }

    /// A node fits where any of the terms does.
    package struct NodeSelector: Codable, Hashable, Sendable {
        package var nodeSelectorTerms: [Term]?
    }

    package struct Term: Codable, Hashable, Sendable {
        package var matchExpressions: [LabelSelector.Requirement]?
        package var matchFields: [LabelSelector.Requirement]?
    }

    package struct Toleration: Codable, Hashable, Sendable {
        package var key: String?
        /// `Equal`, the default, or `Exists`.
        package var `operator`: String?
        package var value: String?
        package var effect: String?
    }
}
