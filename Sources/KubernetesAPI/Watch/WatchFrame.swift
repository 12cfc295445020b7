/// One event of a watch, as it is on the wire.
enum WatchFrame<Object: KubernetesResource>: Decodable, Sendable {
    case added(Object)
    case modified(Object)
    case deleted(Object)
    /// Nothing happened up to this version.
    case bookmark(version: String)
    /// Something happened to an object that does not have its kind's shape.
    case unreadable(ObjectKey, version: String?, any Error)
    /// The watch is over. An expired version is told so, inside of an answer of 200.
    case error(StatusBody)
    /// Of a later version of the API.
    case unknown(String)

    private enum CodingKeys: String, CodingKey { case type, object }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "ADDED": self = try Self.change(container) { .added($0) }
        case "MODIFIED": self = try Self.change(container) { .modified($0) }
        case "DELETED": self = try Self.change(container) { .deleted($0) }
        case "BOOKMARK":
            let object = try container.decode(BareObject.self, forKey: .object)
            self = .bookmark(version: object.metadata.resourceVersion ?? "")
        case "ERROR": self = .error(try container.decode(StatusBody.self, forKey: .object))
        case let other: self = .unknown(other)
        }
    }

    private static func change(
        _ container: KeyedDecodingContainer<CodingKeys>, _ make: (Object) -> Self
    ) throws -> Self {
        do {
            return make(try container.decode(Object.self, forKey: .object))
        } catch {
            let object = try container.decode(BareObject.self, forKey: .object)
            return .unreadable(object.metadata.key, version: object.metadata.resourceVersion, error)
        }
    }

    /// The version that it brings a watch to.
    var version: String? {
        let version: String? =
            switch self {
            case .added(let object), .modified(let object), .deleted(let object): object.metadata.resourceVersion
            case .bookmark(let version): version
            case .unreadable(_, let version, _): version
            case .error, .unknown: nil
            }
        return version.flatMap { $0.isEmpty ? nil : $0 }
    }
}
