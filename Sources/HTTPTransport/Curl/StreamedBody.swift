/// What a streaming response holds: with its last copy goes the transfer, so that a body nobody reads does not keep a
/// connection.
final class StreamedBody: Sendable {
    private let exchange: CURLExchange

    init(_ exchange: CURLExchange) {
        self.exchange = exchange
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
