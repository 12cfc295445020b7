import Foundation

extension StandInStore.State {
    mutating func list(_ kind: StandInKind, _ target: StandInTarget) throws -> APIJSON {
        if let wanted = target.query["resourceVersion"].flatMap({ Int($0) }), wanted > version {
            throw StandInFailure(
                code: 504, reason: "Timeout", message: "Too large resource version: \(wanted), current: \(version)")
        }
        let (at, objects, last) = try page(kind, target)
        let selector = try StandInSelector(target)
        let found = objects.filter { $0.key > last && selector.matches($0.key, $0.value) }.sorted { $0.key < $1.key }
        let limit = target.query["limit"].flatMap { Int($0) } ?? 0
        let shown = limit > 0 ? Array(found.prefix(limit)) : found
        var metadata: APIJSON = ["resourceVersion": .string(String(at))]
        if shown.count < found.count, let end = shown.last?.key {
            snapshots[at] = objects
            metadata["continue"] = .string("\(at) \(end.namespace) \(end.name)".base64)
            metadata["remainingItemCount"] = .integer(found.count - shown.count)
        }
        return [
            "apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind + "List"), "metadata": metadata,
            "items": .array(shown.map { Self.item($0.value, kind) }),
        ]
    }

    /// In a list, objects of the built-in kinds do not say their kind; custom resources do.
    private static func item(_ object: APIJSON, _ kind: StandInKind) -> APIJSON {
        guard kind.schema == nil else { return object }
        var item = object
        item["apiVersion"] = nil
        item["kind"] = nil
        return item
    }

    private typealias Page = (version: Int, objects: [StandInStore.Key: APIJSON], after: StandInStore.Key)

    /// The objects as they were at the first page, and where the next one begins.
    private func page(_ kind: StandInKind, _ target: StandInTarget) throws -> Page {
        let start = StandInStore.Key(namespace: "", name: "")
        guard let token = target.query["continue"], !token.isEmpty else {
            return (version, objects[kind.identity] ?? [:], start)
        }
        let version = target.query["resourceVersion"] ?? ""
        guard version.isEmpty || version == "0" else {
            throw StandInFailure.badRequest("specifying resource version is not allowed when using continue")
        }
        let parts = (token.unbase64 ?? "").split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let at = Int(parts[0]) else {
            throw StandInFailure.badRequest("continue key is not valid")
        }
        guard let objects = snapshots[at] else {
            var failure = StandInFailure(
                code: 410, reason: "Expired",
                message: "The provided continue parameter is too old to display a consistent list result.")
            failure.next = token
            throw failure
        }
        return (at, objects, .init(namespace: parts[1], name: parts[2]))
    }
}

extension String {
    fileprivate var base64: String { Data(utf8).base64EncodedString() }
    fileprivate var unbase64: String? { Data(base64Encoded: self).map { String(decoding: $0, as: UTF8.self) } }
}
