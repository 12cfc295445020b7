import Synchronization

/// Whether this replica is the one that acts now.
final class Standing: Sendable {
    private let acts = Atomic(false)

    var isLeading: Bool { acts.load(ordering: .acquiring) }

    func leads() { acts.store(true, ordering: .releasing) }

    func waits() { acts.store(false, ordering: .releasing) }
}
