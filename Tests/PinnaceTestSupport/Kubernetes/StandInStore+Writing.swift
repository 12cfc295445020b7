import Foundation

extension StandInStore.State {
    mutating func create(_ body: APIJSON, _ kind: StandInKind, _ target: StandInTarget) throws -> APIJSON {
        var object = try checked(body, kind, target)
        if object["metadata"]?["resourceVersion"]?.text?.isEmpty == false {
            throw StandInFailure.badRequest("resourceVersion should not be set on objects to be created")
        }
        if kind.isNamespaced, let namespace = target.namespace,
            self.object(.namespaces, .init(namespace: "", name: namespace)) == nil
        {
            throw StandInFailure.notFound(.namespaces, namespace)
        }
        if object["metadata"]?["name"]?.text == nil, let prefix = object["metadata"]?["generateName"]?.text {
            object["metadata"]?["name"] = .string(prefix + String(format: "%05x", version))
        }
        let name = object["metadata"]?["name"]?.text ?? ""
        let key = StandInStore.Key(namespace: target.namespace ?? "", name: name)
        try StandInValidation.checkName(name, kind)
        if self.object(kind, key) != nil { throw StandInFailure.alreadyExists(kind, name) }
        if kind.hasStatus { object["status"] = nil }
        object["metadata"]?["uid"] = .string(UUID().uuidString.lowercased())
        object["metadata"]?["creationTimestamp"] = .string(Date.now.formatted(.iso8601))
        object["metadata"]?["deletionTimestamp"] = nil
        if kind.isNamespaced { object["metadata"]?["namespace"] = target.namespace.map { .string($0) } }
        object["metadata"]?["generation"] = kind.hasGeneration ? 1 : nil
        object = try StandInValidation.admitted(object, over: nil, kind)
        return write(object, kind, key) ?? object
    }

    mutating func replace(_ body: APIJSON, _ kind: StandInKind, _ target: StandInTarget) throws -> APIJSON {
        let object = try checked(body, kind, target)
        let (key, before) = try existing(kind, target)
        let version = object["metadata"]?["resourceVersion"]?.text ?? ""
        if version.isEmpty, !kind.takesUnconditionalUpdates {
            throw StandInFailure.invalid(
                kind, key.name, ["metadata.resourceVersion: Invalid value: 0x0: must be specified for an update"])
        }
        return try update(object, over: before, kind, key, target)
    }

    mutating func merge(_ patch: APIJSON, _ kind: StandInKind, _ target: StandInTarget) throws -> APIJSON {
        guard patch.members != nil else { throw StandInFailure.badRequest("the patch is not an object") }
        let (key, before) = try existing(kind, target)
        let object = try checked(before.merged(with: patch), kind, target)
        return try update(object, over: before, kind, key, target)
    }

    mutating func delete(_ options: APIJSON?, _ kind: StandInKind, _ target: StandInTarget) throws -> APIJSON {
        let (key, before) = try existing(kind, target)
        for field in ["uid", "resourceVersion"] {
            if let wanted = options?["preconditions"]?[field], wanted != before["metadata"]?[field] {
                throw StandInFailure.conflict(kind, key.name)
            }
        }
        if before["metadata"]?["finalizers"]?.elements?.isEmpty == false {
            var marked = before
            if marked["metadata"]?["deletionTimestamp"] != nil { return before }
            marked["metadata"]?["deletionTimestamp"] = .string(Date.now.formatted(.iso8601))
            return write(marked, kind, key) ?? marked
        }
        write(nil, kind, key)
        return ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"]
    }

    private func existing(
        _ kind: StandInKind, _ target: StandInTarget
    ) throws -> (key: StandInStore.Key, object: APIJSON) {
        let key = StandInStore.Key(namespace: target.namespace ?? "", name: target.name ?? "")
        guard let object = object(kind, key) else { throw StandInFailure.notFound(kind, key.name) }
        return (key, object)
    }

    /// What every body has to say, and that it says what the path says.
    private func checked(_ body: APIJSON, _ kind: StandInKind, _ target: StandInTarget) throws -> APIJSON {
        guard body.members != nil else { throw StandInFailure.badRequest("the body is not an object") }
        var object = body
        guard object["apiVersion"]?.text == kind.apiVersion, object["kind"]?.text == kind.kind else {
            throw StandInFailure.badRequest(
                "the object provided is unrecognized (must be of type \(kind.kind)): "
                    + "no kind or apiVersion, or those of another type")
        }
        if object["metadata"]?.members == nil { object["metadata"] = [:] }
        if let namespace = object["metadata"]?["namespace"]?.text, namespace != target.namespace ?? "" {
            throw StandInFailure.badRequest(
                "the namespace of the provided object does not match the namespace sent on the request")
        }
        if let name = target.name, let own = object["metadata"]?["name"]?.text, own != name {
            throw StandInFailure.badRequest(
                "the name of the object (\(own)) does not match the name on the URL (\(name))")
        }
        return object
    }

    private mutating func update(
        _ object: APIJSON, over before: APIJSON, _ kind: StandInKind, _ key: StandInStore.Key,
        _ target: StandInTarget
    ) throws -> APIJSON {
        let version = object["metadata"]?["resourceVersion"]?.text ?? ""
        if !version.isEmpty, .string(version) != before["metadata"]?["resourceVersion"] {
            throw StandInFailure.conflict(kind, key.name)
        }
        var after = Self.parts(object, over: before, kind, isStatus: target.subresource == "status")
        for field in ["uid", "creationTimestamp", "deletionTimestamp", "generation", "namespace", "name"] {
            after["metadata"]?[field] = before["metadata"]?[field]
        }
        after["metadata"]?["resourceVersion"] = before["metadata"]?["resourceVersion"]
        after = try StandInValidation.admitted(after, over: before, kind)
        if kind.hasGeneration, Self.intent(after) != Self.intent(before) {
            after["metadata"]?["generation"] = .integer((before["metadata"]?["generation"]?.integer ?? 0) + 1)
        }
        // What changes nothing is not written.
        if after == before { return before }
        if after["metadata"]?["deletionTimestamp"] != nil,
            after["metadata"]?["finalizers"]?.elements?.isEmpty != false
        {
            return write(nil, kind, key) ?? after
        }
        return write(after, kind, key) ?? after
    }

    /// The part of an object that this path writes, on what is there.
    private static func parts(
        _ object: APIJSON, over before: APIJSON, _ kind: StandInKind, isStatus: Bool
    ) -> APIJSON {
        guard kind.hasStatus else { return object }
        if isStatus {
            var after = before
            after["status"] = object["status"]
            return after
        }
        var after = object
        after["status"] = before["status"]
        return after
    }

    private static func intent(_ object: APIJSON) -> APIJSON {
        var object = object
        object["metadata"] = nil
        object["status"] = nil
        return object
    }
}
