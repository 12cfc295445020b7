/// `events.k8s.io/v1` Event.
package struct EventObject: KubernetesResource {
    package static let type = ResourceType(group: "events.k8s.io", version: "v1", kind: "Event", plural: "events")

    package var apiVersion = EventObject.type.apiVersion
    package var kind = EventObject.type.kind
    package var metadata: ObjectMeta
    /// MicroTime.
    package var eventTime: String
    package var reportingController: String
    package var reportingInstance: String
    package var action: String
    package var reason: String
    package var note: String
    /// `Normal` or `Warning`.
    package var type: String
    package var regarding: ObjectReference
    package var series: Series?

    package struct Series: Codable, Hashable, Sendable {
        package var count: Int
        package var lastObservedTime: String
    }

    private enum CodingKeys: String, CodingKey {
        case apiVersion, kind, metadata, eventTime, reportingController, reportingInstance, action, reason, note, type
        case regarding, series
    }
}

/// `v1` ObjectReference.
package struct ObjectReference: Codable, Hashable, Sendable {
    package var apiVersion: String
    package var kind: String
    package var namespace: String?
    package var name: String
    package var uid: String?
    package var resourceVersion: String?

    package init(
        apiVersion: String, kind: String, namespace: String? = nil, name: String, uid: String? = nil,
        resourceVersion: String? = nil
    ) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.namespace = namespace
        self.name = name
        self.uid = uid
        self.resourceVersion = resourceVersion
    }
}

extension KubernetesResource {
    package var reference: ObjectReference {
        ObjectReference(
            apiVersion: Self.type.apiVersion, kind: Self.type.kind, namespace: metadata.namespace,
            name: metadata.name ?? "", uid: metadata.uid, resourceVersion: metadata.resourceVersion)
    }
}
