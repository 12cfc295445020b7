import Synchronization

/// Whether files come from a disk or out of the system's memory, told by how long reading takes.
///
/// Where all of them are in memory, to ask for them ahead would only cost; where none is, a thread that asks for one
/// after the other leaves a disk idle that answers dozens at once.
final class DiskSpeed: Sendable {
    /// The slowest of memories has opened and read a manifest by then, and no disk has.
    private static let memory = Duration.microseconds(60)

    private let slow = Atomic(false)

    var isSlow: Bool { slow.load(ordering: .relaxed) }

    func timed<Value>(
        _ read: () throws(ReconciliationError) -> Value
    ) throws(ReconciliationError) -> Value {
        if isSlow { return try read() }
        let start = ContinuousClock.now
        defer { if start.duration(to: .now) > Self.memory { slow.store(true, ordering: .relaxed) } }
        return try read()
    }
}
