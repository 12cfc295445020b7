package import Manifests

/// A Kubernetes object as the documents name it.
package struct ObjectDocument: Codable, Hashable, Sendable {
    package let apiVersion: String
    package let kind: String
    @Nullable package var namespace: String?
    @Nullable package var name: String?

    package init(_ object: ObjectIdentity) {
        apiVersion = object.apiVersion
        kind = object.kind
        namespace = object.namespace
        name = object.name
    }
}
