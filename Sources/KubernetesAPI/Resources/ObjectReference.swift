/// `v1` ObjectReference.
package struct ObjectReference: Codable, Hashable, Sendable {
    /// Others leave out what they do not need.
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

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? { try container.decodeIfPresent(String.self, forKey: key) }
        self.init(
            apiVersion: try text(.apiVersion) ?? "", kind: try text(.kind) ?? "", namespace: try text(.namespace),
            name: try text(.name) ?? "", uid: try text(.uid), resourceVersion: try text(.resourceVersion))
    }
}

extension KubernetesResource {
    package var reference: ObjectReference {
        ObjectReference(
            apiVersion: Self.type.apiVersion, kind: Self.type.kind, namespace: metadata.namespace,
            name: metadata.name ?? "", uid: metadata.uid, resourceVersion: metadata.resourceVersion)
    }
}
