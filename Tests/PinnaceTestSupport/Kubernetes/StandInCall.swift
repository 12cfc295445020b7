import Foundation

/// What a request asked for, in the words that RBAC has.
package struct StandInCall: Hashable, Sendable, CustomStringConvertible {
    /// `get`, `list`, `watch`, `create`, `update`, `patch` or `delete`.
    package let verb: String
    package let group: String
    package let resource: String
    package let subresource: String?
    package let namespace: String?
    package let name: String?

    package var description: String {
        let place = [namespace, name].compactMap(\.self).joined(separator: "/")
        return [verb, group, resource + (subresource.map { "/\($0)" } ?? ""), place].filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

/// A request's path and query, taken apart.
struct StandInTarget: Sendable {
    let group: String
    let version: String
    let resource: String
    var subresource: String?
    var namespace: String?
    var name: String?
    let query: [String: String]

    /// `nil` for a path that is none of an object or a collection.
    init?(_ target: String) {
        // A form's `+` is a space, which `URLComponents` leaves to us.
        guard let components = URLComponents(string: target.replacing("+", with: "%20")) else { return nil }
        query = Dictionary((components.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
        var parts = components.path.split(separator: "/").map(String.init)
        guard parts.count >= 3, parts[0] == "api" || parts.count >= 4 else { return nil }
        switch parts.removeFirst() {
        case "api": group = ""
        case "apis": group = parts.removeFirst()
        default: return nil
        }
        version = parts.removeFirst()
        if parts.first == "namespaces", parts.count >= 3, parts[2] != "status" {
            namespace = parts[1]
            parts.removeFirst(2)
        }
        guard let resource = parts.first, parts.count <= 3 else { return nil }
        self.resource = resource
        name = parts.count > 1 ? parts[1] : nil
        subresource = parts.count > 2 ? parts[2] : nil
    }

    func call(method: String) -> StandInCall? {
        let verb: String
        switch method {
        case "GET" where query["watch"] == "true" || query["watch"] == "1": verb = "watch"
        case "GET": verb = name == nil ? "list" : "get"
        case "POST" where name == nil: verb = "create"
        case "PUT" where name != nil: verb = "update"
        case "PATCH" where name != nil: verb = "patch"
        case "DELETE": verb = name == nil ? "deletecollection" : "delete"
        default: return nil
        }
        return StandInCall(
            verb: verb, group: group, resource: resource, subresource: subresource, namespace: namespace, name: name)
    }
}
