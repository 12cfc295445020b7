/// A blob's bytes as they come. To be read to its end or cancelled; one reader only.
package struct BlobStream: Sendable {
    /// Bytes, where it was said.
    package let size: Int64?
    /// The next chunk, `nil` at the end.
    package let nextChunk: @Sendable () async throws(RegistryError) -> [UInt8]?
    /// Ends the transfer early.
    package let cancel: @Sendable () -> Void

    package init(
        size: Int64?,
        nextChunk: @escaping @Sendable () async throws(RegistryError) -> [UInt8]?,
        cancel: @escaping @Sendable () -> Void = {}
    ) {
        self.size = size
        self.nextChunk = nextChunk
        self.cancel = cancel
    }

    /// Every byte, as long as there are at most `limit`.
    func collect(limit: Int, subject: String) async throws(RegistryError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await nextChunk() {
            bytes += chunk
            guard bytes.count <= limit else {
                cancel()
                throw .tooLarge(subject, what: "a blob", limit: limit)
            }
        }
        return bytes
    }
}
