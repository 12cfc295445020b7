import Synchronization

/// A request's body on its way from the task that has it to the loop's thread.
final class CURLOutgoing: Sendable {
    enum Piece: Equatable {
        case bytes(Int)
        case end
        /// Nothing is there yet: the transfer has to pause until more is supplied.
        case later
        case closed
    }

    private struct State {
        var buffer: [UInt8]
        var offset = 0
        var isComplete: Bool
        var isClosed = false
        var isPaused = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    /// Unsent bytes at which the supplier has to wait.
    private static let bufferLimit = 256 << 10
    /// A whole body can be sent from its start again; a streamed one is gone.
    private let isWhole: Bool
    private let state: Mutex<State>

    init(whole bytes: [UInt8]) {
        isWhole = true
        state = Mutex(State(buffer: bytes, isComplete: true))
    }

    init() {
        isWhole = false
        state = Mutex(State(buffer: [], isComplete: false))
    }
}

/// The loop's side.
extension CURLOutgoing {
    func read(into target: UnsafeMutableRawBufferPointer) -> Piece {
        let (piece, waiter) = state.withLock { state -> (Piece, CheckedContinuation<Void, Never>?) in
            if state.isClosed { return (.closed, nil) }
            let count = min(target.count, state.buffer.count - state.offset)
            guard count > 0 else {
                state.isPaused = !state.isComplete
                return (state.isComplete ? .end : .later, nil)
            }
            unsafe target.copyBytes(from: state.buffer[state.offset..<(state.offset + count)])
            state.offset += count
            guard !isWhole, state.offset == state.buffer.count else { return (.bytes(count), nil) }
            state.buffer.removeAll(keepingCapacity: true)
            state.offset = 0
            let waiter = state.waiter
            state.waiter = nil
            return (.bytes(count), waiter)
        }
        waiter?.resume()
        return piece
    }

    /// Goes back, for a connection that died before the server read the body. False for a streamed body.
    func seek(to offset: Int) -> Bool {
        state.withLock { state in
            guard isWhole, (0...state.buffer.count).contains(offset) else { return false }
            state.offset = offset
            return true
        }
    }

    func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            state.buffer = []
            state.offset = 0
            let waiter = state.waiter
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }
}

/// The supplier's side.
extension CURLOutgoing {
    /// Waits until the loop took enough; false once nobody wants more.
    func waitForRoom() async -> Bool {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let hasRoom = state.withLock { state in
                if state.isClosed || state.buffer.count - state.offset < Self.bufferLimit { return true }
                state.waiter = continuation
                return false
            }
            if hasRoom { continuation.resume() }
        }
        return state.withLock { !$0.isClosed }
    }

    /// True where the paused transfer has to be resumed.
    func supply(_ bytes: [UInt8]) -> Bool {
        change { $0.buffer += bytes }
    }

    func complete() -> Bool {
        change { $0.isComplete = true }
    }

    private func change(_ body: (inout State) -> Void) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            body(&state)
            defer { state.isPaused = false }
            return state.isPaused
        }
    }
}
