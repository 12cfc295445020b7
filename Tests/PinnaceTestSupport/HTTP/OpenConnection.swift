import Foundation
import Synchronization

/// A connection to a port of 127.0.0.1 on which a test sends as little as it likes.
package final class OpenConnection: Sendable {
    private let socket: TCPSocket
    private let state = Mutex((received: [UInt8](), isClosed: false))

    package init(port: Int) throws {
        socket = try TCPSocket.connected(to: port)
        Thread.detachNewThread { [socket, weak self] in
            while true {
                let bytes = socket.read()
                guard let self else { return }
                self.state.withLock { state in
                    state.received += bytes
                    state.isClosed = bytes.isEmpty
                }
                if bytes.isEmpty { return }
            }
        }
    }

    deinit { socket.close() }

    /// - Throws: where the other end is gone.
    package func send(_ text: String) throws { try socket.write(Array(text.utf8)) }

    package var received: String { String(decoding: state.withLock(\.received), as: UTF8.self) }
    package var isClosed: Bool { state.withLock(\.isClosed) }
}
