import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is asked of which object or collection.
struct KubernetesCall: Sendable {
    let verb: String
    let type: ResourceType
    var namespace: String?
    var name: String?
    var subresource: String?
    var query: [(name: String, value: String)] = []

    init(_ verb: String, _ type: ResourceType, _ key: ObjectKey, subresource: String? = nil) {
        self.init(verb, type, namespace: key.namespace)
        name = key.name
        self.subresource = subresource
    }

    init(_ verb: String, _ type: ResourceType, namespace: String?) {
        self.verb = verb
        self.type = type
        self.namespace = namespace.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `get secrets team-a/git`, `patch configrepositories/status team-a/apps`.
    var words: String {
        let place = [namespace, name].compactMap(\.self).joined(separator: "/")
        return "\(verb) \(type.plural)\(subresource.map { "/\($0)" } ?? "")\(place.isEmpty ? "" : " \(place)")"
    }

    /// The method, by the verb that RBAC has for it.
    var method: HTTPRequest.Method {
        switch verb {
        case "create": .post
        case "update": .put
        case "patch": .patch
        case "delete": .delete
        default: .get
        }
    }

    /// - Throws: `.invalid` for a name that would lead elsewhere.
    func request(to server: URL) throws(KubernetesError) -> HTTPRequest {
        for name in [namespace, name].compactMap(\.self) where !ResourceType.isName(name) {
            throw KubernetesError(.invalid, operation: words, message: "this is not a name that an object can have")
        }
        var base = server.absoluteString
        while base.hasSuffix("/") { base.removeLast() }
        let path = type.path(namespace: namespace, name: name, subresource: subresource)
        guard let url = URL(string: base + path + Self.text(query)) else {
            throw KubernetesError(.configuration, operation: words, message: "the API server's address is not a URL")
        }
        var request = HTTPRequest(method, url, headers: ["Accept": "application/json"])
        // A token follows no answer elsewhere. What is sent again is decided here, each request for itself: where the
        // server has enough of lists, it still wants leases to be renewed.
        request.options.redirects = .refuse
        request.options.retry = HTTPRetry(attempts: 1, longestDelay: .zero)
        request.options.maximumBodyBytes = Self.bodyLimit
        request.options.acceptsGzip = true
        return request
    }

    /// A page of 500 objects of half a megabyte each is more than anybody has.
    private static let bodyLimit = 256 << 20

    private static func text(_ query: [(name: String, value: String)]) -> String {
        query.isEmpty ? "" : "?" + FormURLEncoding.string(query)
    }
}
