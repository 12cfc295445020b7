extension KubernetesClient {
    /// Brings an object's status up to date as ``updateStatus(of:_:)`` does, for a caller that makes the fields itself.
    ///
    /// - Parameter fields: the fields of the status to change, for the object as it stands; `nil` for nothing to do.
    /// - Returns: the object as it stands now.
    package func patchStatus<Object: KubernetesResource, Fields: Encodable & Sendable>(
        of object: Object, _ fields: (Object) -> Fields?
    ) async throws(KubernetesError) -> Object {
        try await write(object, subresource: "status") { (object) throws(KubernetesError) in
            fields(object).map {
                StatusPatch(metadata: .init(resourceVersion: object.metadata.resourceVersion), status: $0)
            }
        }
    }
}

private struct StatusPatch<Fields: Encodable & Sendable>: Encodable, Sendable {
    struct Metadata: Encodable, Sendable {
        let resourceVersion: String?
    }

    let metadata: Metadata
    let status: Fields
}
