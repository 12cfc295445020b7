extension ClusterStandIn {
    /// Does what `kubectl` would, past everything that is remembered.
    package func create(_ plural: String, _ object: JSON) async throws {
        let namespace = object[["metadata", "namespace"]]?.text
        _ = try await store.create(try route(plural, namespace, nil), object)
    }

    package func object(_ plural: String, _ namespace: String?, _ name: String) async throws -> JSON {
        try await store.get(try route(plural, namespace, name))
    }

    package func objects(_ plural: String) async throws -> [JSON] {
        try await store.list(try route(plural, nil, nil), selector: LabelSelector(nil), limit: nil, token: nil).items
    }

    package func patch(
        _ plural: String, _ namespace: String?, _ name: String, _ patch: JSON, status: Bool = false
    ) async throws {
        _ = try await store.patch(try route(plural, namespace, name, status ? "status" : nil), patch)
    }

    package func delete(_ plural: String, _ namespace: String?, _ name: String) async throws {
        _ = try await store.delete(try route(plural, namespace, name))
    }

    private func route(
        _ plural: String, _ namespace: String?, _ name: String?, _ subresource: String? = nil
    ) throws -> RequestRoute {
        guard let resource = ServedResource.all.first(where: { $0.plural == plural }) else {
            throw StandInError.notFound(plural)
        }
        let parts: [String?] =
            (resource.group.isEmpty ? ["api"] : ["apis", resource.group]) + [resource.version]
            + (namespace.map { ["namespaces", $0] } ?? []) + [plural, name, subresource]
        return try RequestRoute(path: "/" + parts.compactMap(\.self).joined(separator: "/"))
    }
}
