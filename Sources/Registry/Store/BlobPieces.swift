import Synchronization

/// A stream that is handed on in parts, each of a length of its own.
final class BlobPieces: Sendable {
    private let content: BlobStream
    private let left = Mutex<[UInt8]>([])

    init(_ content: BlobStream) {
        self.content = content
    }

    /// - Returns: at least one byte and at most `limit`; `nil` at the end.
    func next(atMost limit: Int64) async throws(RegistryError) -> [UInt8]? {
        var chunk = left.withLock { left in
            defer { left = [] }
            return left
        }
        while chunk.isEmpty {
            guard let next = try await content.nextChunk() else { return nil }
            chunk = next
        }
        guard Int64(chunk.count) > limit else { return chunk }
        let rest = Array(chunk[Int(limit)...])
        left.withLock { $0 = rest }
        return Array(chunk.prefix(Int(limit)))
    }

    /// Reads the end, where a stream says whether its bytes were the right ones.
    func finish() async throws(RegistryError) {
        while try await content.nextChunk() != nil {}
    }

    func cancel() { content.cancel() }
}
