import Foundation

/// One HTTP message each way with no connection reuse: all that the token server and the pushing of fixtures need, and
/// independent of the transport under test.
package enum LoopbackHTTP {
    package struct Message: Sendable {
        /// `GET /path HTTP/1.0` or `HTTP/1.0 200 OK`.
        package var start: String
        package var headers: [(name: String, value: String)] = []
        package var body: [UInt8] = []

        /// The first header of the name, in any case.
        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        package var status: Int { start.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }

        fileprivate var bytes: [UInt8] {
            let lines = [start] + headers.map { "\($0.name): \($0.value)" }
            return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
        }
    }

    /// Sends a request to 127.0.0.1 on a thread of its own and reads the answer to its end.
    package static func send(
        _ method: String,
        _ target: String,
        port: Int,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) async throws -> Message {
        let fixed = [("Host", "127.0.0.1:\(port)"), ("Content-Length", "\(body.count)"), ("Connection", "close")]
        let request = Message(start: "\(method) \(target) HTTP/1.0", headers: fixed + headers, body: body)
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchange(request, port) })
            }
        }
    }

    private static func exchange(_ request: Message, _ port: Int) throws -> Message {
        let socket = try TCPSocket.connected(to: port)
        defer { socket.close() }
        try socket.write(request.bytes)
        guard let answer = read(from: socket) else { throw TestSupportError("no answer to \(request.start)") }
        return answer
    }

    /// The next message: up to `Content-Length`, or for an answer without one to the end of the connection.
    fileprivate static func read(from socket: TCPSocket) -> Message? {
        var bytes: [UInt8] = []
        var head: Message?
        while true {
            let more = socket.read()
            bytes += more
            if head == nil, let end = endOfHead(bytes) {
                head = parse(bytes[..<(end - 4)])
                bytes.removeFirst(end)
            }
            let length = head?.header("Content-Length").flatMap { Int($0) }
            let isWhole = length.map { bytes.count >= $0 } ?? (head?.start.hasPrefix("HTTP/") == false)
            guard more.isEmpty || (head != nil && isWhole) else { continue }
            head?.body = length.map { Array(bytes.prefix($0)) } ?? bytes
            return head
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let mark: [UInt8] = [13, 10, 13, 10]
        guard bytes.count >= 4 else { return nil }
        return (4...bytes.count).first { bytes[($0 - 4)..<$0].elementsEqual(mark) }
    }

    private static func parse(_ head: ArraySlice<UInt8>) -> Message {
        let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (String(line[..<colon]), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces))
        }
        return Message(start: lines[0], headers: headers)
    }
}

/// Answers requests to a port of 127.0.0.1, each connection on a thread of its own, until the last reference goes.
final class LoopbackHTTPServer: Sendable {
    let port: Int
    private let socket: TCPSocket

    init(_ answer: @escaping @Sendable (LoopbackHTTP.Message) -> LoopbackHTTP.Message) throws {
        port = ServerPort.free()
        let listener = try TCPSocket.listening(on: port)
        socket = listener
        Thread.detachNewThread {
            while let connection = listener.accepted() {
                Thread.detachNewThread {
                    defer { connection.close() }
                    guard let request = LoopbackHTTP.read(from: connection) else { return }
                    try? connection.write(answer(request).bytes)
                }
            }
            listener.close()
        }
    }

    deinit { socket.shutDown() }
}

extension LoopbackHTTP.Message {
    static func answer(_ status: Int, json: String, headers: [(name: String, value: String)] = []) -> Self {
        let body = Array(json.utf8)
        let fixed = [
            (name: "Content-Type", value: "application/json"), (name: "Content-Length", value: "\(body.count)"),
            (name: "Connection", value: "close"),
        ]
        return Self(start: "HTTP/1.1 \(status) Status", headers: fixed + headers, body: body)
    }
}
