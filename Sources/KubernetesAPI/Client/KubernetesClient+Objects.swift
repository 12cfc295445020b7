import HTTPTransport

/// What a list is narrowed down to, in the API's own words.
package struct ListOptions: Hashable, Sendable {
    package var namespace: String?
    package var labelSelector: String?
    package var fieldSelector: String?

    package init(namespace: String? = nil, labelSelector: String? = nil, fieldSelector: String? = nil) {
        self.namespace = namespace
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
    }

    var query: [(String, String)] {
        [("labelSelector", labelSelector), ("fieldSelector", fieldSelector)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }
}

extension KubernetesClient {
    package func get<Object: KubernetesResource>(
        _ type: Object.Type, _ key: ObjectKey
    ) async throws(KubernetesError) -> Object {
        let target = Target(verb: "get", type: Object.type, namespace: Self.namespace(key), name: key.name)
        return try decode(type, try await send(request(.get, target), target), target)
    }

    package func create<Object: KubernetesResource>(_ object: Object) async throws(KubernetesError) -> Object {
        let target = Target(verb: "create", type: Object.type, namespace: object.metadata.namespace)
        return try decode(
            Object.self, try await send(request(.post, target, body: encode(object, target)), target), target)
    }

    /// Puts an object in place of the one whose `resourceVersion` it carries.
    package func replace<Object: KubernetesResource>(_ object: Object) async throws(KubernetesError) -> Object {
        let target = Target(
            verb: "update", type: Object.type, namespace: object.metadata.namespace, name: object.metadata.name)
        return try decode(
            Object.self, try await send(request(.put, target, body: encode(object, target)), target), target)
    }

    /// Changes the fields that stand in `patch` and no others (RFC 7386).
    ///
    /// - Parameter patch: a value that encodes to the fields to change; `null` takes one away.
    package func merge<Object: KubernetesResource>(
        _ patch: some Encodable, into type: Object.Type, _ key: ObjectKey, subresource: String? = nil
    ) async throws(KubernetesError) -> Object {
        let target = Target(
            verb: "patch", type: Object.type, namespace: Self.namespace(key), name: key.name, subresource: subresource)
        let request = try request(
            .patch, target, body: encode(patch, target), contentType: "application/merge-patch+json")
        return try decode(type, try await send(request, target), target)
    }

    /// Every object, page by page, and the version to watch from.
    ///
    /// A list whose pages expired on the way begins anew, unpaged pages do not exist twice.
    package func list<Object: KubernetesResource>(
        _ type: Object.Type, _ options: ListOptions = ListOptions(), from version: String? = nil
    ) async throws(KubernetesError) -> (items: [Object], version: String) {
        do throws(KubernetesError) {
            return try await pages(type, options, version)
        } catch  where error.code == .expired {
            return try await pages(type, options, nil)
        }
    }

    private func pages<Object: KubernetesResource>(
        _ type: Object.Type, _ options: ListOptions, _ version: String?
    ) async throws(KubernetesError) -> (items: [Object], version: String) {
        let target = Target(verb: "list", type: Object.type, namespace: options.namespace)
        var items: [Object] = []
        var next: String?
        repeat {
            var query = options.query + [("limit", "500")]
            if let next {
                query.append(("continue", next))
            } else if let version {
                query.append(("resourceVersion", version))
            }
            let page = try decode(
                ListPage<Object>.self, try await send(request(.get, target, query: query), target), target)
            items += page.items ?? []
            next = page.metadata.continue.flatMap { $0.isEmpty ? nil : $0 }
            if next == nil { return (items, page.metadata.resourceVersion ?? "") }
        } while next != nil
        return (items, "")
    }

    static func namespace(_ key: ObjectKey) -> String? { key.namespace.isEmpty ? nil : key.namespace }
}

private struct ListPage<Object: Decodable & Sendable>: Decodable, Sendable {
    struct Metadata: Decodable, Sendable {
        let resourceVersion: String?
        let `continue`: String?
    }

    let metadata: Metadata
    let items: [Object]?
}
