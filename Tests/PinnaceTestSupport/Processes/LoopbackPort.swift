import Synchronization

/// Free TCP ports of 127.0.0.1 for servers that cannot be asked which one they took.
package enum LoopbackPort {
    private static let given = Mutex<Set<UInt16>>([])

    /// A port that nothing listens on, never given out before in this process. It lies below the range that the system
    /// uses for outgoing connections, so that no client takes it before the server does.
    package static func free() throws -> UInt16 {
        for _ in 0..<200 {
            let port = UInt16.random(in: 20_000..<32_000)
            guard given.withLock({ $0.insert(port).inserted }) else { continue }
            guard let probe = try? LoopbackSocket.listening(on: port) else { continue }
            probe.close()
            return port
        }
        throw TestSupportError("no free port was found on 127.0.0.1")
    }

    /// Whether a server answers there.
    package static func isListening(_ port: UInt16) -> Bool {
        guard let connection = try? LoopbackSocket.connected(to: port) else { return false }
        connection.close()
        return true
    }
}
