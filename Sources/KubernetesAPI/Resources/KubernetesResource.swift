/// A kind of object as the API server serves it. Fields that a type here does not have are ignored when reading; writing
/// is by patches of what is meant to change, so that nothing unknown is lost.
package protocol KubernetesResource: Codable, Sendable {
    static var type: ResourceType { get }
    var metadata: ObjectMeta { get set }
}

/// Where a kind is served.
package struct ResourceType: Hashable, Sendable {
    /// Empty for the core group.
    package let group: String
    package let version: String
    package let kind: String
    package let plural: String
    package let isNamespaced: Bool

    package init(group: String, version: String, kind: String, plural: String, isNamespaced: Bool = true) {
        self.group = group
        self.version = version
        self.kind = kind
        self.plural = plural
        self.isNamespaced = isNamespaced
    }

    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// The path of a collection or of one object. Names are DNS labels and need no escaping; see ``isName(_:)``.
    func path(namespace: String?, name: String?, subresource: String?) -> String {
        var path = group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)"
        if isNamespaced, let namespace { path += "/namespaces/\(namespace)" }
        path += "/\(plural)"
        if let name { path += "/\(name)" }
        if let subresource { path += "/\(subresource)" }
        return path
    }

    /// Whether a text can stand in a path: a name as the API server takes it (RFC 1123, at most 253 characters).
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253 && text != "." && text != ".."
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
                    UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

/// What every object has. Times are RFC 3339 texts, as the server wrote them.
package struct ObjectMeta: Codable, Hashable, Sendable {
    package var name: String?
    package var generateName: String?
    package var namespace: String?
    package var uid: String?
    package var resourceVersion: String?
    package var generation: Int?
    package var labels: [String: String]?
    package var annotations: [String: String]?
    package var creationTimestamp: String?
    package var deletionTimestamp: String?
    package var ownerReferences: [OwnerReference]?
    package var finalizers: [String]?

    package init(
        name: String? = nil, namespace: String? = nil, labels: [String: String]? = nil,
        annotations: [String: String]? = nil
    ) {
        self.name = name
        self.namespace = namespace
        self.labels = labels
        self.annotations = annotations
    }
}

package struct OwnerReference: Codable, Hashable, Sendable {
    package var apiVersion: String
    package var kind: String
    package var name: String
    package var uid: String
    package var controller: Bool?
    package var blockOwnerDeletion: Bool?
}

/// A namespace and a name.
package struct ObjectKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let namespace: String
    package let name: String

    /// - Parameter namespace: empty for an object that is in none.
    package init(namespace: String = "", name: String) {
        self.namespace = namespace
        self.name = name
    }

    package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }

    package static func < (one: ObjectKey, other: ObjectKey) -> Bool {
        (one.namespace, one.name) < (other.namespace, other.name)
    }
}

extension KubernetesResource {
    package var key: ObjectKey { ObjectKey(namespace: metadata.namespace ?? "", name: metadata.name ?? "") }
}
