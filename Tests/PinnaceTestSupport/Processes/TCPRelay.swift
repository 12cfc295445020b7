import Foundation
import Synchronization

/// A line to a server on 127.0.0.1 that can be cut and mended.
package final class TCPRelay: Sendable {
    package let port: Int
    private let target: Int
    private let listener: TCPSocket
    private let state = Mutex(State())

    private struct State {
        var isCut = false
        var open: [Int32: TCPSocket] = [:]
    }

    package init(to target: Int) throws {
        self.target = target
        port = ServerPort.free()
        listener = try TCPSocket.listening(on: port)
        Thread.detachNewThread { [listener, weak self] in
            while let connection = listener.accepted() {
                guard let self else {
                    connection.close()
                    break
                }
                self.relay(connection)
            }
            listener.close()
        }
    }

    /// Who reads from a socket closes it: its number might be another's by the time that it is read from again.
    deinit {
        listener.shutDown()
        for socket in state.withLock(\.open).values { socket.shutDown() }
    }

    /// What is open is closed, and nothing gets through until ``mend()``.
    package func cut() {
        let open = state.withLock { state in
            state.isCut = true
            defer { state.open = [:] }
            return state.open
        }
        for socket in open.values { socket.shutDown() }
    }

    package func mend() { state.withLock { $0.isCut = false } }

    private func relay(_ connection: TCPSocket) {
        guard !state.withLock(\.isCut), let server = try? TCPSocket.connected(to: target) else {
            return connection.close()
        }
        state.withLock { state in
            state.open[connection.descriptor] = connection
            state.open[server.descriptor] = server
        }
        let ends = Ends()
        for (from, to) in [(connection, server), (server, connection)] {
            Thread.detachNewThread { [weak self] in
                while case let bytes = from.read(), !bytes.isEmpty, (try? to.write(bytes)) != nil {}
                from.shutDown()
                to.shutDown()
                // Whoever is last closes both, so that neither number is another's meanwhile.
                guard ends.isLast() else { return }
                self?.forget(from, to)
                from.close()
                to.close()
            }
        }
    }

    private func forget(_ sockets: TCPSocket...) {
        state.withLock { state in
            for socket in sockets { state.open[socket.descriptor] = nil }
        }
    }
}

/// Counts the two directions of a connection.
private final class Ends: Sendable {
    private let ended = Mutex(0)

    func isLast() -> Bool {
        ended.withLock { ended in
            ended += 1
            return ended == 2
        }
    }
}
