import Foundation

/// Everything that the stand-in keeps: objects under one rising version, and what happened to them.
actor ObjectStore {
    struct Change: Sendable {
        let type: String
        let object: JSON
        let version: Int
        let resource: ServedResource
    }

    private struct Place: Hashable {
        let resource: ServedResource
        let namespace: String
        let name: String
    }

    /// Versions are opaque to clients; starting high shows who takes them for counts.
    private var version = 41_000
    private var objects: [Place: JSON] = [:]
    private var changes: [Change] = []
    /// Watches from before this version are too late.
    private var compacted = 41_000
    private var watchers: [UUID: AsyncStream<Change>.Continuation] = [:]
    private var pages: [String: (items: [JSON], version: Int)] = [:]
    private var schemas: [String: StructuralSchema] = [:]

    var current: Int { version }

    func serve(_ schema: StructuralSchema, for kind: String) {
        schemas[kind] = schema
    }

    func get(_ route: RequestRoute) throws -> JSON {
        guard let object = objects[try place(route)] else { throw missing(route) }
        return object
    }

    func create(_ route: RequestRoute, _ body: JSON) throws -> JSON {
        var object = body
        guard let name = body[["metadata", "name"]]?.text, !name.isEmpty else {
            throw StandInError.invalid("metadata.name: Required value: name or generateName is required")
        }
        let place = Place(resource: route.resource, namespace: route.namespace ?? "", name: name)
        guard objects[place] == nil else {
            throw StandInError(
                code: 409, reason: "AlreadyExists", message: "\(route.resource.plural) \"\(name)\" already exists")
        }
        if object[["metadata", "resourceVersion"]] != nil {
            throw StandInError.invalid("resourceVersion should not be set on objects to be created")
        }
        var metadata = object["metadata"] ?? [:]
        metadata["uid"] = .string(UUID().uuidString.lowercased())
        metadata["creationTimestamp"] = .string(Date.now.formatted(.iso8601))
        metadata["generation"] = 1
        if let namespace = route.namespace { metadata["namespace"] = .string(namespace) }
        object["metadata"] = metadata
        if route.resource.hasStatus, route.resource.kind == "ConfigRepository" {
            object["status"] = ["observedGeneration": -1]
        }
        return try store(object, at: place, "ADDED")
    }

    func replace(_ route: RequestRoute, _ body: JSON) throws -> JSON {
        let place = try place(route)
        guard let old = objects[place] else { throw missing(route) }
        guard let version = body[["metadata", "resourceVersion"]]?.text, !version.isEmpty else {
            throw StandInError.invalid("metadata.resourceVersion: Invalid value: 0x0: must be specified for an update")
        }
        guard version == old[["metadata", "resourceVersion"]]?.text else { throw StandInError.conflict(place.name) }
        return try change(old, to: body, route, place)
    }

    func patch(_ route: RequestRoute, _ patch: JSON) throws -> JSON {
        let place = try place(route)
        guard let old = objects[place] else { throw missing(route) }
        if let version = patch[["metadata", "resourceVersion"]]?.text,
            version != old[["metadata", "resourceVersion"]]?.text
        {
            throw StandInError.conflict(place.name)
        }
        return try change(old, to: old.merged(with: patch), route, place)
    }

    func delete(_ route: RequestRoute) throws -> JSON {
        let place = try place(route)
        guard let old = objects.removeValue(forKey: place) else { throw missing(route) }
        version += 1
        var object = old
        object["metadata"] = (old["metadata"] ?? [:]).merged(with: ["resourceVersion": .string(String(version))])
        note("DELETED", object, place.resource)
        return old
    }

    /// A page at the version at which the list began.
    func list(
        _ route: RequestRoute, selector: LabelSelector, limit: Int?, token: String?
    ) throws -> (items: [JSON], version: Int, next: String?) {
        var snapshot: (items: [JSON], version: Int)
        if let token {
            guard let kept = pages.removeValue(forKey: token) else { throw StandInError.expired }
            snapshot = kept
        } else {
            let all = objects.filter { $0.key.resource == route.resource }
                .filter { route.namespace == nil || $0.key.namespace == route.namespace }
                .sorted { ($0.key.namespace, $0.key.name) < ($1.key.namespace, $1.key.name) }
                .map(\.value).filter(selector.matches)
            snapshot = (all, version)
        }
        guard let limit, snapshot.items.count > limit else { return (snapshot.items, snapshot.version, nil) }
        let next = UUID().uuidString
        pages[next] = (Array(snapshot.items.dropFirst(limit)), snapshot.version)
        return (Array(snapshot.items.prefix(limit)), snapshot.version, next)
    }

    /// Everything since a version, and what comes.
    func watch(from text: String) throws -> (past: [Change], stream: AsyncStream<Change>, id: UUID) {
        let from = text.isEmpty || text == "0" ? version : Int(text) ?? -1
        guard from >= compacted else { throw StandInError.expired }
        let (stream, continuation) = AsyncStream<Change>.makeStream()
        let id = UUID()
        watchers[id] = continuation
        return (changes.filter { $0.version > from }, stream, id)
    }

    func endWatch(_ id: UUID) {
        watchers.removeValue(forKey: id)?.finish()
    }

    /// Ends every watch, as a server does that restarts.
    func endWatches() {
        for watcher in watchers.values { watcher.finish() }
        watchers.removeAll()
    }

    /// Forgets what happened and every list that is under way, as etcd does after five minutes.
    func compact() {
        changes.removeAll()
        pages.removeAll()
        version += 1
        compacted = version
    }

    private func change(_ old: JSON, to new: JSON, _ route: RequestRoute, _ place: Place) throws -> JSON {
        var object = old
        if route.subresource == "status" {
            object["status"] = new["status"]
        } else {
            object = new
            var metadata = old["metadata"] ?? [:]
            for field in ["labels", "annotations"] { metadata[field] = new[["metadata", field]] }
            if new["spec"] != old["spec"] {
                metadata["generation"] = .integer((metadata["generation"]?.integer ?? 0) + 1)
            }
            object["metadata"] = metadata
            if route.resource.hasStatus { object["status"] = old["status"] }
        }
        return try store(object, at: place, "MODIFIED")
    }

    private func store(_ object: JSON, at place: Place, _ event: String) throws -> JSON {
        try ObjectValidation.check(object, place.resource)
        var admitted = try schemas[place.resource.kind]?.admit(object) ?? object
        // A write that changes nothing makes no version.
        if let old = objects[place], old == admitted { return old }
        version += 1
        admitted["metadata"] = (admitted["metadata"] ?? [:])
            .merged(with: ["resourceVersion": .string(String(version))])
        let group = place.resource.group
        admitted["apiVersion"] = .string(group.isEmpty ? place.resource.version : "\(group)/\(place.resource.version)")
        admitted["kind"] = .string(place.resource.kind)
        objects[place] = admitted
        note(event, admitted, place.resource)
        return admitted
    }

    private func note(_ type: String, _ object: JSON, _ resource: ServedResource) {
        let change = Change(type: type, object: object, version: version, resource: resource)
        changes.append(change)
        for watcher in watchers.values { watcher.yield(change) }
    }

    private func place(_ route: RequestRoute) throws -> Place {
        guard let name = route.name else { throw StandInError.badRequest("a name is needed") }
        return Place(resource: route.resource, namespace: route.namespace ?? "", name: name)
    }

    private func missing(_ route: RequestRoute) -> StandInError {
        .notFound("\(route.resource.plural) \"\(route.name ?? "")\"")
    }
}
