import ImageModel
import Synchronization

extension BlobStream {
    /// The same stream, failing at its end where the bytes are not what the digest and the size say, and at the
    /// first byte beyond the size.
    func verified(digest: Digest, size expected: Int64?, subject: String) -> BlobStream {
        verified(by: BlobCheck(digest: digest, size: expected, subject: subject), from: 0)
    }

    /// The same, for a stream that begins at an offset and goes on with a check that has seen at least the bytes before.
    func verified(by check: BlobCheck, from offset: Int64) -> BlobStream {
        let (next, cancel) = (nextChunk, cancel)
        let position = Mutex(offset)
        return BlobStream(
            size: check.size.map { $0 - offset } ?? size,
            nextChunk: { () async throws(RegistryError) -> [UInt8]? in
                let chunk = try await next()
                let start = position.withLock { position in
                    defer { position += Int64(chunk?.count ?? 0) }
                    return position
                }
                do throws(RegistryError) {
                    try check.take(chunk, at: start)
                } catch {
                    cancel()
                    throw error
                }
                return chunk
            },
            cancel: cancel
        )
    }
}

/// Hashes a blob's bytes once each, however often they pass by.
final class BlobCheck: Sendable {
    private struct State: Sendable {
        var hasher: DigestHasher
        var count: Int64 = 0
    }

    private let digest: Digest
    let size: Int64?
    private let subject: String
    private let state: Mutex<State>

    init(digest: Digest, size: Int64?, subject: String) {
        self.digest = digest
        self.size = size
        self.subject = subject
        state = Mutex(State(hasher: DigestHasher(digest.algorithm)))
    }

    /// - Parameters:
    ///   - chunk: `nil` for the end.
    ///   - start: where the chunk begins: no later than the bytes that were seen.
    func take(_ chunk: [UInt8]?, at start: Int64) throws(RegistryError) {
        let (count, found) = state.withLock { state in
            if let chunk {
                let known = max(0, min(Int64(chunk.count), state.count - start))
                state.hasher.update(known == 0 ? chunk : Array(chunk.dropFirst(Int(known))))
                state.count += Int64(chunk.count) - known
            }
            let isWhole = chunk == nil || state.count == size
            return (chunk == nil ? start : state.count, isWhole ? state.hasher.finish() : nil)
        }
        if let size, count > size || (chunk == nil && count != size) {
            throw .wrongSize(subject, digest: digest, expected: size, found: count)
        }
        // Before the last bytes are handed on: nobody who has them all has the wrong ones.
        if let found, found != digest { throw .wrongDigest(subject, expected: digest, found: found) }
    }
}
