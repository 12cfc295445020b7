import Synchronization

/// The answer on its way from the loop's thread to the one task that reads it.
final class CURLIncoming: Sendable {
    private struct State {
        var head: CURLHead?
        var buffer: [UInt8] = []
        var isPaused = false
        var end: Result<Void, TransferFailure>?
        var waiter: Waiter?

        /// The continuation to resume once the lock is given back.
        mutating func awakened() -> CheckedContinuation<Void, Never>? {
            guard let waiter, waiter.isReady(self) else { return nil }
            self.waiter = nil
            return waiter.continuation
        }
    }

    private struct Waiter {
        let isReady: @Sendable (State) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    /// Unread bytes at which the sender has to wait.
    private let bufferLimit: Int
    private let state = Mutex(State())

    init(bufferLimit: Int) {
        self.bufferLimit = bufferLimit
    }

    var hasEnded: Bool { state.withLock { $0.end != nil } }
}

/// The loop's side.
extension CURLIncoming {
    func deliver(_ head: CURLHead) {
        change { $0.head = head }
    }

    /// False: not taken, the transfer has to pause until ``nextChunk()`` asks for more.
    func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        change { state in
            guard state.buffer.count < bufferLimit else {
                state.isPaused = true
                return false
            }
            unsafe state.buffer.append(contentsOf: bytes)
            return true
        }
    }

    /// True for the first end, which is the one that counts. A cancelled answer loses what was not read.
    func finish(_ end: Result<Void, TransferFailure>) -> Bool {
        change { state in
            guard state.end == nil else { return false }
            state.end = end
            if case .failure(let failure) = end, failure.error.code == .cancelled { state.buffer = [] }
            return true
        }
    }

    private func change<T: Sendable>(_ body: (inout State) -> T) -> T {
        let (result, continuation) = state.withLock { state in
            let result = body(&state)
            return (result, state.awakened())
        }
        continuation?.resume()
        return result
    }
}

/// The reader's side.
extension CURLIncoming {
    func head() async throws(TransferFailure) -> CURLHead {
        await wait { $0.head != nil || $0.end != nil }
        let (head, end) = state.withLock { ($0.head, $0.end) }
        if let head { return head }
        if case .failure(let failure)? = end { throw failure }
        throw TransferFailure(.protocolError, url: "", message: "the answer had no head")
    }

    /// What is there, at least a byte; `nil` at the end. `mustResume` says that the sender waits.
    func nextChunk() async throws(TransferFailure) -> (bytes: [UInt8]?, mustResume: Bool) {
        await wait { !$0.buffer.isEmpty || $0.end != nil }
        let (bytes, wasPaused, end) = state.withLock { state in
            let taken = (state.buffer, state.isPaused, state.end)
            state.buffer = []
            state.isPaused = false
            return taken
        }
        if !bytes.isEmpty { return (bytes, wasPaused) }
        try end?.get()
        return (nil, false)
    }

    func whole() async throws(TransferFailure) -> [UInt8] {
        await wait { $0.end != nil }
        let (bytes, end) = state.withLock { ($0.buffer, $0.end) }
        try end?.get()
        return bytes
    }

    private func wait(until isReady: @escaping @Sendable (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if isReady(state) { return true }
                state.waiter = Waiter(isReady: isReady, continuation: continuation)
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
