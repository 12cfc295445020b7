extension KubernetesClient {
    package func get<Object: KubernetesResource>(
        _ type: Object.Type, _ key: ObjectKey
    ) async throws(KubernetesError) -> Object {
        try await send(KubernetesCall("get", Object.type, key))
    }

    package func create<Object: KubernetesResource>(_ object: Object) async throws(KubernetesError) -> Object {
        let call = KubernetesCall("create", Object.type, namespace: object.metadata.namespace)
        return try await send(call, body: encode(object, call))
    }

    /// Puts an object in place of the one whose `resourceVersion` it carries. What its type does not know is lost: a
    /// kind that others extend is changed by ``update(_:_:)``.
    package func replace<Object: KubernetesResource>(_ object: Object) async throws(KubernetesError) -> Object {
        let call = KubernetesCall("update", Object.type, object.key)
        return try await send(call, body: encode(object, call))
    }

    /// Changes the fields that stand in `patch` and no others (RFC 7386).
    ///
    /// - Parameter patch: a value that encodes to the fields to change; `null` takes one away.
    package func merge<Object: KubernetesResource>(
        _ patch: some Encodable, into type: Object.Type, _ key: ObjectKey, subresource: String? = nil
    ) async throws(KubernetesError) -> Object {
        let call = KubernetesCall("patch", Object.type, key, subresource: subresource)
        return try await send(call, body: encode(patch, call), contentType: "application/merge-patch+json")
    }

    /// Takes an object away, if it is the one that is meant.
    ///
    /// - Parameter uid: of the object that is meant; `nil` for whichever has the name.
    /// - Throws: `.conflict` where another object has the name by now.
    package func delete<Object: KubernetesResource>(
        _ type: Object.Type, _ key: ObjectKey, uid: String? = nil
    ) async throws(KubernetesError) {
        let call = KubernetesCall("delete", Object.type, key)
        let options = uid.map { DeleteOptions(preconditions: .init(uid: $0)) }
        _ = try await bytes(
            call, body: try options.map { (options) throws(KubernetesError) in try encode(options, call) })
    }
}

/// `metav1.DeleteOptions`.
private struct DeleteOptions: Encodable {
    struct Preconditions: Encodable {
        let uid: String
    }

    var kind = "DeleteOptions"
    var apiVersion = "v1"
    let preconditions: Preconditions
}
