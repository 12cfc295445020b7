import Synchronization

/// The newest deliveries of this replica: senders repeat what they believe lost.
final class SeenDeliveries: Sendable {
    private static let capacity = 4_096
    private static let nameLimit = 256

    private let state = Mutex((names: Set<String>(), order: [String](), next: 0))

    func contains(_ name: String) -> Bool { state.withLock { $0.names.contains(String(name.prefix(Self.nameLimit))) } }

    func insert(_ name: String) {
        let name = String(name.prefix(Self.nameLimit))
        state.withLock { state in
            guard state.names.insert(name).inserted else { return }
            if state.order.count < Self.capacity {
                state.order.append(name)
            } else {
                state.names.remove(state.order[state.next])
                state.order[state.next] = name
                state.next = (state.next + 1) % Self.capacity
            }
        }
    }
}
