/// The Kubernetes object that a reference stands in.
package struct ObjectIdentity: Hashable, Sendable {
    package let apiVersion: String
    package let kind: String
    package let namespace: String?
    package let name: String?

    package init(apiVersion: String, kind: String, namespace: String?, name: String?) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }
}

extension ObjectIdentity: CustomStringConvertible {
    /// `Deployment/prod/api`, without the parts that are not stated.
    package var description: String {
        [kind, namespace, name].compactMap(\.self).joined(separator: "/")
    }
}
