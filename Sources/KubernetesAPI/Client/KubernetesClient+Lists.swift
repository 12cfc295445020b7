#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension KubernetesClient {
    /// Enough for a page to be worth its request, and little enough to be held in memory (client-go's number).
    private static let pageSize = 500

    /// Every object, page by page, and the version to watch from. A list whose pages expired on the way is asked for
    /// anew, in one.
    ///
    /// - Parameter version: `0` for whatever the server has at hand, which may be a little old and costs it least; `nil`
    ///   for the newest.
    package func list<Object: KubernetesResource>(
        _ type: Object.Type, _ options: ListOptions = ListOptions(), from version: String? = nil
    ) async throws(KubernetesError) -> ObjectList<Object> {
        do throws(KubernetesError) {
            return try await pages(options, version, limit: Self.pageSize)
        } catch  where error.code == .expired {
            return try await pages(options, nil, limit: nil)
        }
    }

    private func pages<Object: KubernetesResource>(
        _ options: ListOptions, _ version: String?, limit: Int?
    ) async throws(KubernetesError) -> ObjectList<Object> {
        var call = KubernetesCall("list", Object.type, namespace: options.namespace)
        var list = ObjectList<Object>(items: [], version: "", unreadable: [])
        var next: String?
        repeat {
            call.query = options.query + (limit.map { [("limit", String($0))] } ?? [])
            if let next {
                call.query.append(("continue", next))
            } else if let version {
                call.query.append(("resourceVersion", version))
            }
            let page: ListPage<Object> = try await send(call)
            for item in page.items ?? [] { item.add(to: &list, call.words) }
            list.version = page.metadata.resourceVersion ?? list.version
            next = page.metadata.continue.flatMap { $0.isEmpty ? nil : $0 }
        } while next != nil
        return list
    }
}

private struct ListPage<Object: KubernetesResource>: Decodable, Sendable {
    struct Metadata: Decodable, Sendable {
        let resourceVersion: String?
        let `continue`: String?
    }

    let metadata: Metadata
    let items: [ListItem<Object>]?
}

/// An object, or why it is none.
private enum ListItem<Object: KubernetesResource>: Decodable, Sendable {
    case object(Object)
    case unreadable(ObjectKey, any Error)

    init(from decoder: any Decoder) throws {
        do {
            self = .object(try Object(from: decoder))
        } catch {
            let key = try? BareObject(from: decoder).metadata.key
            self = .unreadable(key ?? ObjectKey(name: "?"), error)
        }
    }

    func add(to list: inout ObjectList<Object>, _ operation: String) {
        switch self {
        case .object(let object): list.items.append(object)
        case .unreadable(let key, let error):
            list.unreadable.append(.init(key: key, error: KubernetesClient.unreadable(error, operation)))
        }
    }
}

/// What every object has, whatever else is wrong with it.
struct BareObject: Decodable, Sendable {
    struct Metadata: Decodable, Sendable {
        let name: String?
        let namespace: String?
        let resourceVersion: String?

        var key: ObjectKey { ObjectKey(namespace: namespace ?? "", name: name ?? "?") }
    }

    let metadata: Metadata
}
