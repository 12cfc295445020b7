import Synchronization

/// Free TCP ports of 127.0.0.1 for servers that cannot be asked which one they took.
package enum ServerPort {
    private static let given = Mutex<Set<Int>>([])

    /// A port that nothing listens on, never given out before in this process. It lies below the range that the system
    /// uses for outgoing connections, so that no client takes it before the server does.
    package static func free() -> Int {
        while true {
            let port = Int.random(in: 20_000..<32_000)
            guard given.withLock({ $0.insert(port).inserted }) else { continue }
            guard let probe = try? TCPSocket.listening(on: port) else { continue }
            probe.close()
            return port
        }
    }

    /// Whether a server answers there.
    package static func isOpen(_ port: Int) -> Bool {
        guard let connection = try? TCPSocket.connected(to: port) else { return false }
        connection.close()
        return true
    }
}
