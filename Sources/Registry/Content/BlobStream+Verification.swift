import ImageModel
import Synchronization

extension BlobStream {
    /// The same stream, failing at its end where the bytes are not what the digest and the size say, and at the
    /// first byte beyond the size.
    func verified(digest: Digest, size expected: Int64?, subject: String) -> BlobStream {
        let check = BlobCheck(digest: digest, size: expected, subject: subject)
        let (next, cancel) = (nextChunk, cancel)
        return BlobStream(
            size: expected ?? size,
            nextChunk: { () async throws(RegistryError) -> [UInt8]? in
                let chunk = try await next()
                do throws(RegistryError) {
                    try check.take(chunk)
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

private final class BlobCheck: Sendable {
    private struct State: Sendable {
        var hasher: DigestHasher
        var count: Int64 = 0
    }

    private let digest: Digest
    private let size: Int64?
    private let subject: String
    private let state: Mutex<State>

    init(digest: Digest, size: Int64?, subject: String) {
        self.digest = digest
        self.size = size
        self.subject = subject
        state = Mutex(State(hasher: DigestHasher(digest.algorithm)))
    }

    func take(_ chunk: [UInt8]?) throws(RegistryError) {
        let (count, found) = state.withLock { state in
            if let chunk {
                state.hasher.update(chunk)
                state.count += Int64(chunk.count)
            }
            return (state.count, chunk == nil ? state.hasher.finish() : nil)
        }
        if let size, count > size || (chunk == nil && count != size) {
            throw .wrongSize(subject, digest: digest, expected: size, found: count)
        }
        if let found, found != digest { throw .wrongDigest(subject, expected: digest, found: found) }
    }
}
