/// What a streaming response holds: with its last copy goes the transfer, so that a body nobody reads does not keep a
/// connection.
final class StreamedBody: Sendable {
    private let exchange: CURLExchange
    /// Swift may let go of a client that is not used again while its answer is read: it has to live as long.
    private let client: CURLClient

    init(_ exchange: CURLExchange, of client: CURLClient) {
        self.exchange = exchange
        self.client = client
    }

    deinit {
        exchange.cancel()
    }

    func next() async throws(HTTPError) -> [UInt8]? {
        do throws(TransferFailure) { return try await exchange.nextChunk() } catch { throw error.error }
    }

    func cancel() {
        exchange.cancel()
    }
}
