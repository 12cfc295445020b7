import Synchronization

/// One request and its answer, shared by the task that wants it and the loop that carries it.
final class CURLExchange: Sendable {
    let request: CURLRequest
    let incoming: CURLIncoming
    let outgoing: CURLOutgoing?
    private let loop: CURLLoop
    private let pump = Mutex<Task<Void, Never>?>(nil)
    private let onEnd: @Sendable () -> Void

    /// - Parameter onEnd: called once, when nothing moves any more.
    init(_ request: CURLRequest, on loop: CURLLoop, onEnd: @escaping @Sendable () -> Void) {
        self.request = request
        self.loop = loop
        self.onEnd = onEnd
        switch request.delivery {
        // The limit of a whole body is counted where it arrives.
        case .whole: incoming = CURLIncoming(bufferLimit: .max)
        case .streamed(let buffer): incoming = CURLIncoming(bufferLimit: buffer)
        }
        switch request.body {
        case .none: outgoing = request.method.carriesBody ? CURLOutgoing(whole: []) : nil
        case .bytes(let bytes): outgoing = CURLOutgoing(whole: bytes)
        case .stream: outgoing = CURLOutgoing()
        }
    }

    var hasEnded: Bool { incoming.hasEnded }

    /// Called by the loop, or by whoever gives up.
    func finish(_ end: Result<Void, TransferFailure>) {
        guard incoming.finish(end) else { return }
        outgoing?.close()
        pump.withLock { $0 }?.cancel()
        onEnd()
    }

    func finishCancelled() {
        finish(.failure(.cancelled(url: request.redactedURL)))
    }

    func fail(_ failure: TransferFailure) {
        finish(.failure(failure))
        loop.enqueue(.abort(self))
    }

    func cancel() {
        guard !hasEnded else { return }
        fail(.cancelled(url: request.redactedURL))
    }
}

/// The reader's side: each of these ends the transfer when the task that waits is cancelled.
extension CURLExchange {
    func start() async throws(TransferFailure) -> CURLHead {
        guard loop.enqueue(.start(self)) else {
            finishCancelled()
            throw .cancelled(url: request.redactedURL)
        }
        startPump()
        return try await cancellable { () async throws(TransferFailure) in try await self.incoming.head() }
    }

    func nextChunk() async throws(TransferFailure) -> [UInt8]? {
        let (bytes, mustResume) = try await cancellable { () async throws(TransferFailure) in
            try await self.incoming.nextChunk()
        }
        if mustResume { loop.enqueue(.resume(self)) }
        return bytes
    }

    func whole() async throws(TransferFailure) -> [UInt8] {
        try await cancellable { () async throws(TransferFailure) in try await self.incoming.whole() }
    }

    /// Reads what is left of an answer that nobody wants, so that its connection serves the next request; a long
    /// one is cut off.
    func drain() async {
        var rest = 64 << 10
        while rest > 0, let chunk = try? await nextChunk() { rest -= chunk.count }
        cancel()
    }

    private func cancellable<T: Sendable>(
        _ body: @Sendable () async throws(TransferFailure) -> T
    ) async throws(TransferFailure) -> T {
        let result = await withTaskCancellationHandler {
            do throws(TransferFailure) { return Result<T, TransferFailure>.success(try await body()) } catch {
                return .failure(error)
            }
        } onCancel: {
            cancel()
        }
        return try result.get()
    }
}

/// The supplier of a streamed body.
extension CURLExchange {
    private func startPump() {
        guard case .stream(let length, let chunks) = request.body, let outgoing else { return }
        let task = Task { await supply(outgoing, length: length, chunks: chunks) }
        pump.withLock { $0 = task }
        if hasEnded { task.cancel() }
    }

    private func supply(
        _ outgoing: CURLOutgoing, length: Int64?, chunks: @Sendable () async throws -> [UInt8]?
    ) async {
        do {
            var sent: Int64 = 0
            while let chunk = try await chunks() {
                sent += Int64(chunk.count)
                // The last byte goes out once it is known to be the last: a wrong body is never complete.
                if let length, sent >= length { sent += try await Self.count(chunks) }
                if let length, sent > length { throw wrongLength(sent, length) }
                guard await outgoing.waitForRoom() else { return }
                if !chunk.isEmpty, outgoing.supply(chunk) { loop.enqueue(.resume(self)) }
                if sent == length { break }
            }
            if let length, sent < length { throw wrongLength(sent, length) }
            if outgoing.complete() { loop.enqueue(.resume(self)) }
        } catch let failure as TransferFailure {
            fail(failure)
        } catch let error as HTTPError {
            fail(TransferFailure(error))
        } catch is CancellationError {
            cancel()
        } catch {
            let message = "the request's body could not be read: \(error)"
            fail(TransferFailure(.requestBodyFailed, url: request.redactedURL, message: message))
        }
    }

    /// The bytes of the next chunk that has any; zero at the end.
    private static func count(_ chunks: @Sendable () async throws -> [UInt8]?) async throws -> Int64 {
        while let chunk = try await chunks() { if !chunk.isEmpty { return Int64(chunk.count) } }
        return 0
    }

    private func wrongLength(_ sent: Int64, _ length: Int64) -> TransferFailure {
        let message = "the request's body should have \(length) bytes, but \(sent) were supplied"
        return TransferFailure(.requestBodyFailed, url: request.redactedURL, message: message)
    }
}

extension HTTPRequest.Method {
    /// Sent with `Content-Length: 0` where there is no body (RFC 9110, section 8.6).
    var carriesBody: Bool { self == .post || self == .put || self == .patch }
}
