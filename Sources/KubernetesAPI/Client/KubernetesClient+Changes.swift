import HTTPTransport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension KubernetesClient {
    /// How often a change is made anew on an object that somebody else wrote meanwhile.
    private static let attempts = 5

    /// Brings an object's status up to date, and writes nothing where it is.
    ///
    /// The patch holds the fields that differ alone, and the version that was read, so that nobody's write is lost; where
    /// somebody else wrote meanwhile, the object is read and the change made again, five times at most.
    ///
    /// - Parameters:
    ///   - object: as it was read last.
    ///   - change: sets the status. It is called once for each attempt.
    /// - Returns: the object as it stands now.
    package func updateStatus<Object: KubernetesResource>(
        of object: Object, _ change: (inout Object) -> Void
    ) async throws(KubernetesError) -> Object {
        try await write(object, subresource: "status") { (object) throws(KubernetesError) in
            try patch(for: object, "status", change)
        }
    }

    /// Changes everything of an object but its status, as ``updateStatus(of:_:)`` does that.
    package func update<Object: KubernetesResource>(
        _ object: Object, _ change: (inout Object) -> Void
    ) async throws(KubernetesError) -> Object {
        try await write(object, subresource: nil) { (object) throws(KubernetesError) in
            try patch(for: object, nil, change)
        }
    }

    func write<Object: KubernetesResource, Patch: Encodable>(
        _ object: Object, subresource: String?, _ patch: (Object) throws(KubernetesError) -> Patch?
    ) async throws(KubernetesError) -> Object {
        var object = object
        var attempt = 1
        while true {
            guard let patch = try patch(object) else { return object }
            do throws(KubernetesError) {
                return try await merge(patch, into: Object.self, object.key, subresource: subresource)
            } catch  where error.code == .conflict && attempt < Self.attempts {
                attempt += 1
                object = try await get(Object.self, object.key)
            }
        }
    }

    /// The fields that the change makes differ, with the version; `nil` for none.
    private func patch<Object: KubernetesResource>(
        for object: Object, _ subresource: String?, _ change: (inout Object) -> Void
    ) throws(KubernetesError) -> JSONValue? {
        var changed = object
        change(&changed)
        let call = KubernetesCall("patch", Object.type, object.key, subresource: subresource)
        let (before, after) = (try value(object, call), try value(changed, call))
        var patch = JSONValue.object([:])
        if subresource == "status" {
            guard let status = JSONValue.patch(from: before["status"], to: after["status"]) else { return nil }
            patch["status"] = status
        } else {
            guard let whole = JSONValue.patch(from: before, to: after) else { return nil }
            patch = whole
            patch["status"] = nil
            if patch == .object([:]) { return nil }
        }
        var metadata = patch["metadata"] ?? .object([:])
        metadata["resourceVersion"] = object.metadata.resourceVersion.map { .string($0) }
        patch["metadata"] = metadata
        return patch
    }

    private func value(_ object: some Encodable, _ call: KubernetesCall) throws(KubernetesError) -> JSONValue {
        let bytes = try encode(object, call)
        do { return try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) } catch {
            throw KubernetesError(.invalid, operation: call.words, message: "the object cannot be written as JSON")
        }
    }
}
