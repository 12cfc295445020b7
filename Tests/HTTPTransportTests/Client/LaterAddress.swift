import Synchronization

/// The address of a server that starts after the closure that names it was written.
final class LaterAddress: Sendable {
    private let address = Mutex("")

    var value: String { address.withLock { $0 } }

    func set(_ address: String) {
        self.address.withLock { $0 = address }
    }
}
