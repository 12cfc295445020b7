import Synchronization

/// Which registries want to be left alone, known to all clients of a process, whatever credentials they use.
///
/// A registry that counts by account may have had enough of one alone: whoever asks with another is held up for
/// ``longest`` at most.
package final class RegistryCooldowns: Sendable {
    static let longest = Duration.seconds(60)

    private let ends = Mutex<[String: ContinuousClock.Instant]>([:])

    package init() {}

    func end(_ host: String) -> ContinuousClock.Instant? { ends.withLock { $0[host] } }

    func leaveAlone(_ host: String, for asked: Duration, now: ContinuousClock.Instant) {
        let end = now + min(asked, Self.longest)
        ends.withLock { ends in
            ends = ends.filter { $0.value > now }
            ends[host] = max(ends[host] ?? end, end)
        }
    }
}
