/// A kind that the stand-in serves.
struct ServedResource: Hashable, Sendable {
    let group: String
    let version: String
    let kind: String
    let plural: String
    var isNamespaced = true
    var hasStatus = false

    static let all: [ServedResource] = [
        ServedResource(group: "", version: "v1", kind: "Secret", plural: "secrets"),
        ServedResource(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps"),
        ServedResource(group: "", version: "v1", kind: "Node", plural: "nodes", isNamespaced: false, hasStatus: true),
        ServedResource(group: "", version: "v1", kind: "Pod", plural: "pods", hasStatus: true),
        ServedResource(group: "coordination.k8s.io", version: "v1", kind: "Lease", plural: "leases"),
        ServedResource(group: "events.k8s.io", version: "v1", kind: "Event", plural: "events"),
        ServedResource(
            group: "pinnace.dev", version: "v1alpha1", kind: "ConfigRepository", plural: "configrepositories",
            hasStatus: true),
    ]
}

/// What a request is about, as an authorizer sees it.
package struct RequestAttributes: Hashable, Sendable, CustomStringConvertible {
    package let verb: String
    package let group: String
    package let resource: String
    package let subresource: String?
    package let namespace: String?
    package let name: String?

    package var description: String {
        let place = [namespace, name].compactMap(\.self).joined(separator: "/")
        return "\(verb) \(group)/\(resource)\(subresource.map { "/\($0)" } ?? "") \(place)"
    }
}
