import Synchronization

/// The one thread that drives libcurl. It starts with the first request, sleeps while nothing moves, and ends with
/// ``stop()``; what is in flight then fails as cancelled.
final class CURLLoop: Sendable {
    enum Command: Sendable {
        case start(CURLExchange)
        case abort(CURLExchange)
        /// A buffer has room, or bytes, again.
        case resume(CURLExchange)
    }

    private enum Phase {
        case idle
        case running(CURLMulti)
        case stopped
    }

    private struct State {
        var phase = Phase.idle
        var commands: [Command] = []
    }

    private let maximumConnectionsPerHost: Int
    private let state = Mutex(State())

    init(maximumConnectionsPerHost: Int) {
        self.maximumConnectionsPerHost = maximumConnectionsPerHost
    }

    /// False once the loop was stopped, or where it can't start.
    @discardableResult func enqueue(_ command: Command) -> Bool {
        state.withLock { state in
            if case .idle = state.phase { state.phase = start() }
            // The thread frees the handle after it saw the loop stopped, under this lock: no wake-up meets a freed one.
            guard case .running(let multi) = state.phase else { return false }
            // Commands that nobody took yet have woken it already.
            if state.commands.isEmpty { multi.wakeUp() }
            state.commands.append(command)
            return true
        }
    }

    func stop() {
        state.withLock { state in
            if case .running(let multi) = state.phase { multi.wakeUp() }
            state.phase = .stopped
        }
    }

    private func start() -> Phase {
        guard let multi = CURLMulti(maximumConnectionsPerHost: maximumConnectionsPerHost) else { return .stopped }
        let hasThread = startThread {
            blockBrokenPipeSignal()
            var transfers = CURLTransfers(multi)
            transfers.run(self)
        }
        guard hasThread else {
            multi.free()
            return .stopped
        }
        return .running(multi)
    }

    /// What was asked since the last call; `nil` once the loop has to end.
    func takeCommands() -> [Command]? {
        state.withLock { state in
            guard case .running = state.phase else { return nil }
            defer { state.commands.removeAll(keepingCapacity: true) }
            return state.commands
        }
    }

    /// What was asked too late.
    func takeLastCommands() -> [Command] {
        state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }
}
