/// `apps/v1` Deployment, as far as its images and its progress go.
package struct Deployment: KubernetesResource {
    package static let type = ResourceType(group: "apps", version: "v1", kind: "Deployment", plural: "deployments")

    package var metadata: ObjectMeta
    package var spec: WorkloadSpec?
    package var status: Status?

    package struct Status: Codable, Hashable, Sendable {
        package var observedGeneration: Int?
        package var replicas: Int?
        package var updatedReplicas: Int?
        package var availableReplicas: Int?
        package var conditions: [WorkloadCondition]?
    }
}

/// `apps/v1` StatefulSet.
package struct StatefulSet: KubernetesResource {
    package static let type = ResourceType(group: "apps", version: "v1", kind: "StatefulSet", plural: "statefulsets")

    package var metadata: ObjectMeta
    package var spec: WorkloadSpec?
    package var status: Status?

    package struct Status: Codable, Hashable, Sendable {
        package var observedGeneration: Int?
        package var replicas: Int?
        package var updatedReplicas: Int?
        package var availableReplicas: Int?
        package var currentRevision: String?
        package var updateRevision: String?
    }
}

/// `apps/v1` DaemonSet.
package struct DaemonSet: KubernetesResource {
    package static let type = ResourceType(group: "apps", version: "v1", kind: "DaemonSet", plural: "daemonsets")

    package var metadata: ObjectMeta
    package var spec: WorkloadSpec?
    package var status: Status?

    package struct Status: Codable, Hashable, Sendable {
        package var observedGeneration: Int?
        package var desiredNumberScheduled: Int?
        package var updatedNumberScheduled: Int?
        package var numberAvailable: Int?
    }
}

/// `apps/v1` ReplicaSet.
package struct ReplicaSet: KubernetesResource {
    package static let type = ResourceType(group: "apps", version: "v1", kind: "ReplicaSet", plural: "replicasets")

    package var metadata: ObjectMeta
    package var spec: WorkloadSpec?
    package var status: Status?

    package struct Status: Codable, Hashable, Sendable {
        package var observedGeneration: Int?
        package var replicas: Int?
        package var availableReplicas: Int?
    }
}

/// What the kinds above share: how many pods, which ones are theirs, and what they are made from.
package struct WorkloadSpec: Codable, Hashable, Sendable {
    package var replicas: Int?
    package var selector: LabelSelector?
    package var template: PodTemplate?
    package var progressDeadlineSeconds: Int?
    package var paused: Bool?

    package struct PodTemplate: Codable, Hashable, Sendable {
        package var metadata: ObjectMeta?
        package var spec: PodSpec?
    }
}

/// A condition of the older kind, whose reason and message may be missing.
package struct WorkloadCondition: Codable, Hashable, Sendable {
    package var type: String
    /// `True`, `False` or `Unknown`.
    package var status: String
    package var reason: String?
    package var message: String?
    package var lastTransitionTime: String?
}
