import Synchronization

/// Whether this replica does, or could do, its work.
final class Health: Sendable {
    private let ready = Atomic(false)

    var isReady: Bool { ready.load(ordering: .acquiring) }

    func becameReady() { ready.store(true, ordering: .releasing) }
}
