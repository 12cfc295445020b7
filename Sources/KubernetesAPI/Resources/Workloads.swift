/// `v1` Node, as far as images and scheduling need it.
package struct Node: KubernetesResource {
    package static let type = ResourceType(group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false)

    package var metadata: ObjectMeta
    package var spec: Spec?
    package var status: Status?

    package struct Spec: Codable, Hashable, Sendable {
        package var unschedulable: Bool?
    }

    package struct Status: Codable, Hashable, Sendable {
        package var nodeInfo: Info?
    }

    package struct Info: Codable, Hashable, Sendable {
        package var operatingSystem: String?
        package var architecture: String?
        package var kernelVersion: String?
    }
}

/// `v1` Pod, as far as it tells how an image does.
package struct Pod: KubernetesResource {
    package static let type = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods")

    package var metadata: ObjectMeta
    package var spec: Spec?
    package var status: Status?

    package struct Spec: Codable, Hashable, Sendable {
        package var containers: [Container]?
        package var initContainers: [Container]?
    }

    package struct Container: Codable, Hashable, Sendable {
        package var name: String
        package var image: String?
    }

    package struct Status: Codable, Hashable, Sendable {
        package var phase: String?
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
