#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One event of a watch.
package enum WatchEvent<Object: KubernetesResource>: Sendable {
    case added(Object)
    case modified(Object)
    case deleted(Object)
    /// Nothing happened up to this version.
    case bookmark(version: String)
}

/// The frames of a watch: JSON objects with a line end after each, which a network may cut anywhere.
struct WatchFrames: Sendable {
    /// As large as etcd lets an object be, thrice: what is longer is no frame.
    private static let limit = 8 << 20

    private var pending: [UInt8] = []

    /// Whole frames that are there with this chunk.
    mutating func take(_ chunk: [UInt8], operation: String) throws(KubernetesError) -> [[UInt8]] {
        var frames: [[UInt8]] = []
        var rest = chunk[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            pending += rest[..<end]
            if !pending.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { frames.append(pending) }
            pending.removeAll(keepingCapacity: true)
            rest = rest[(end + 1)...]
        }
        pending += rest
        guard pending.count <= Self.limit else {
            throw KubernetesError(.unreadable, operation: operation, message: "a frame is larger than any object")
        }
        return frames
    }
}

/// A frame's type; its object is decoded once that is known.
private struct FrameKind: Decodable {
    let type: String
}

private struct ObjectFrame<Object: Decodable>: Decodable {
    let object: Object
}

private struct BookmarkObject: Decodable {
    struct Metadata: Decodable {
        let resourceVersion: String
    }

    let metadata: Metadata
}

extension WatchEvent {
    /// - Throws: what an ERROR event tells: an expired version arrives so, inside of an answer of 200.
    init(frame: [UInt8], operation: String) throws(KubernetesError) {
        let data = Data(frame)
        let decoder = JSONDecoder()
        do {
            switch try decoder.decode(FrameKind.self, from: data).type {
            case "ADDED": self = .added(try decoder.decode(ObjectFrame<Object>.self, from: data).object)
            case "MODIFIED": self = .modified(try decoder.decode(ObjectFrame<Object>.self, from: data).object)
            case "DELETED": self = .deleted(try decoder.decode(ObjectFrame<Object>.self, from: data).object)
            case "BOOKMARK":
                let object = try decoder.decode(ObjectFrame<BookmarkObject>.self, from: data).object
                self = .bookmark(version: object.metadata.resourceVersion)
            case "ERROR":
                let body = try decoder.decode(ObjectFrame<StatusBody>.self, from: data).object
                throw KubernetesError(status: body.code ?? 500, body: body, operation: operation)
            case let other:
                throw KubernetesError(.unreadable, operation: operation, message: "an event of type '\(other)'")
            }
        } catch let error as KubernetesError {
            throw error
        } catch {
            throw KubernetesError(
                .unreadable, operation: operation, message: "an event is not what the API describes: \(error)")
        }
    }

    /// The version that it brings a watch to.
    var version: String? {
        switch self {
        case .added(let object), .modified(let object), .deleted(let object): object.metadata.resourceVersion
        case .bookmark(let version): version
        }
    }
}
