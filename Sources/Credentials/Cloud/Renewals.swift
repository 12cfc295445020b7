import Synchronization

/// When credentials were last asked for anew, before their end.
final class Renewals<Key: Hashable & Sendable>: Sendable {
    private let pause: Duration
    private let last = Mutex<[Key: ContinuousClock.Instant]>([:])

    init(pause: Duration) {
        self.pause = pause
    }

    /// - Returns: whether it may be done now; the next time is some time away then.
    func begin(_ key: Key, now: ContinuousClock.Instant = .now) -> Bool {
        last.withLock { last in
            if let before = last[key], before + pause > now { return false }
            last[key] = now
            return true
        }
    }
}
