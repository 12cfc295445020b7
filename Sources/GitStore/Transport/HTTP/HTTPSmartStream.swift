internal import HTTPTransport

/// One request and its answer: written to until it is read for the first time.
final class HTTPSmartStream: SmartStream {
    private let service: SmartService
    private let transport: HTTPSubtransport
    private let operation: RemoteOperation
    private let body: SpooledBody
    private var response: HTTPStreamingResponse?
    private var pending: ArraySlice<UInt8> = []
    private var isAtEnd = false

    init(_ service: SmartService, transport: HTTPSubtransport, operation: RemoteOperation) {
        self.service = service
        self.transport = transport
        self.operation = operation
        let network = operation.network
        body = SpooledBody(memoryLimit: network.memoryLimit, directory: network.environment["TMPDIR"] ?? "/tmp")
    }

    deinit {
        if !isAtEnd { response?.cancel() }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
        try unsafe body.append(bytes)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int {
        if pending.isEmpty, !isAtEnd { try readOn() }
        let count = min(buffer.count, pending.count)
        unsafe buffer.copyBytes(from: pending.prefix(count))
        pending.removeFirst(count)
        return count
    }

    private func readOn() throws(GitError) {
        let response = try answer()
        let description = operation.description
        repeat {
            let chunk = try operation.blockingCall().wait { () async throws(GitError) in
                do throws(HTTPError) {
                    return try await response.nextChunk()
                } catch {
                    throw GitError(error, operation: description)
                }
            }
            isAtEnd = chunk == nil
            pending = (chunk ?? [])[...]
        } while pending.isEmpty && !isAtEnd
    }

    private func answer() throws(GitError) -> HTTPStreamingResponse {
        if let response { return response }
        let response = try transport.exchange(service, body: body)
        self.response = response
        return response
    }
}
