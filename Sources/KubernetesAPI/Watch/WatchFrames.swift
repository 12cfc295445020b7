/// The frames of a watch: JSON objects with a line end after each, which a network may cut anywhere.
struct WatchFrames: Sendable {
    /// Several times what etcd lets an object be: what is longer is no frame.
    static let limit = 8 << 20

    private var pending: [UInt8] = []

    /// The frames that are whole with this chunk.
    ///
    /// - Throws: `.unreadable` for a frame that does not end.
    mutating func take(_ chunk: [UInt8], operation: String) throws(KubernetesError) -> [[UInt8]] {
        var frames: [[UInt8]] = []
        var rest = chunk[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            pending += rest[..<end]
            if !pending.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { frames.append(pending) }
            pending = []
            rest = rest[(end + 1)...]
        }
        pending += rest
        guard pending.count <= Self.limit else {
            throw KubernetesError(
                .unreadable, operation: operation, message: "an event is longer than \(Self.limit) bytes")
        }
        return frames
    }
}
