import Synchronization

/// When a process that writes to a record should look whether it grew too large.
final class RecordGrowth: Sendable {
    private struct State {
        var bytes: Int64 = 0
        var asked = false
    }

    private let state = Mutex(State())

    /// True at the first writing, and after every sixteenth of the limit.
    func isDue(_ bytes: Int, _ limit: RecordLimit) -> Bool {
        state.withLock { state in
            state.bytes += Int64(bytes)
            defer { state.asked = true }
            return !state.asked || state.bytes > limit.bytes / 16
        }
    }

    func isLarge(_ limit: RecordLimit) -> Bool { state.withLock { $0.bytes > limit.bytes / 16 } }

    func reset() { state.withLock { $0.bytes = 0 } }
}
