extension KubernetesClient {
    private static let attempts = 5

    /// Brings an object's status up to date, and writes nothing where it is.
    ///
    /// The patch carries the version that was read, so that nobody's write is lost; where somebody else wrote meanwhile,
    /// the object is read and the status made again.
    ///
    /// - Parameter patch: the fields to change, for the object as it stands; `nil` for nothing to do.
    /// - Returns: the object as it stands now.
    package func patchStatus<Object: KubernetesResource, Fields: Encodable & Sendable>(
        of object: Object, _ patch: (Object) -> Fields?
    ) async throws(KubernetesError) -> Object {
        var object = object
        var attempt = 1
        while true {
            guard let fields = patch(object) else { return object }
            let body = StatusPatch(
                metadata: .init(resourceVersion: object.metadata.resourceVersion), status: fields)
            do throws(KubernetesError) {
                return try await merge(body, into: Object.self, object.key, subresource: "status")
            } catch  where error.code == .conflict && attempt < Self.attempts {
                attempt += 1
                object = try await get(Object.self, object.key)
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
