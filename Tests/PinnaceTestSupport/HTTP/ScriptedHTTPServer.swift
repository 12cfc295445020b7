package import Foundation
import Synchronization

/// An HTTP/1.1 server on a free port of loopback that answers each request as a closure says.
///
/// ```swift
/// let server = try ScriptedHTTPServer.start { request in
///     request.path == "/v2/" ? .text("{}") : .status(404)
/// }
/// defer { server.stop() }
/// ```
/// The closure runs on the connection's own thread and may block. Every request is kept in ``requests``.
package final class ScriptedHTTPServer: Sendable {
    package typealias Handler = @Sendable (ScriptedRequest) -> ScriptedResponse

    private struct State {
        var requests: [ScriptedRequest] = []
        var connections: [Int: LoopbackSocket] = [:]
        var connectionCount = 0
        var isStopped = false
    }

    package let host: String
    package let port: Int
    private let listener: LoopbackSocket
    private let readPause: Duration?
    private let keepsRequests: Bool
    private let handler: Handler
    private let state = Mutex(State())

    /// - Parameters:
    ///   - host: an IPv4 loopback address; Linux has all of 127.0.0.0/8.
    ///   - port: 0 for a free one.
    ///   - keepsRequests: false for a server that has to answer for long.
    ///   - readPause: how long to wait before each read of a request's body.
    ///   - readsBodies: false to answer as soon as the head is there; such an answer has to end the connection.
    package static func start(
        host: String = "127.0.0.1", port: Int = 0, readPause: Duration = .zero, readsBodies: Bool = true,
        keepsRequests: Bool = true, _ handler: @escaping Handler
    ) throws -> ScriptedHTTPServer {
        let (socket, port) = try LoopbackSocket.listening(on: host, port: port)
        let server = ScriptedHTTPServer(
            host, port, socket, readsBodies ? readPause : nil, keepsRequests, handler)
        Thread.detachNewThread { server.acceptConnections() }
        return server
    }

    private init(
        _ host: String, _ port: Int, _ listener: LoopbackSocket, _ readPause: Duration?, _ keepsRequests: Bool,
        _ handler: @escaping Handler
    ) {
        self.host = host
        self.port = port
        self.listener = listener
        self.readPause = readPause
        self.keepsRequests = keepsRequests
        self.handler = handler
    }

    /// What came so far, in the order in which each request was complete.
    package var requests: [ScriptedRequest] { state.withLock { $0.requests } }
    /// Connections that were opened so far.
    package var connectionCount: Int { state.withLock { $0.connectionCount } }
    /// Connections that are open now.
    package var openConnectionCount: Int { state.withLock { $0.connections.count } }

    package func url(_ target: String = "/") -> URL {
        guard let url = URL(string: "http://\(host):\(port)\(target)") else { preconditionFailure("no URL: \(target)") }
        return url
    }

    /// Cuts every connection; returns at once.
    package func stop() {
        let connections = state.withLock { state in
            state.isStopped = true
            return state.connections.values
        }
        listener.shutDown()
        for connection in connections { connection.shutDown() }
    }

    private func acceptConnections() {
        while let socket = listener.accept() {
            let number = state.withLock { state -> Int? in
                if state.isStopped { return nil }
                state.connectionCount += 1
                state.connections[state.connectionCount] = socket
                return state.connectionCount
            }
            guard let number else {
                socket.close()
                break
            }
            Thread.detachNewThread { self.serve(socket, number) }
        }
        listener.close()
    }

    private func serve(_ socket: LoopbackSocket, _ number: Int) {
        var connection = ScriptedConnection(socket: socket, number: number, readPause: readPause)
        while let request = connection.nextRequest() {
            if keepsRequests { state.withLock { $0.requests.append(request) } }
            guard connection.play(handler(request)) else { break }
        }
        // Forgotten before it is closed, so that stop() never meets a descriptor that has another owner.
        state.withLock { $0.connections[number] = nil }
        socket.close()
    }
}
