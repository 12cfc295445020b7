/// What a scripted server does with a request: steps on the bare connection, so that every fault can be played.
package struct ScriptedResponse: Sendable {
    package enum Step: Sendable {
        case send([UInt8])
        /// Sends what the closure makes, piece by piece (counted from 0), until it is `nil`.
        case generate(@Sendable (Int) -> [UInt8]?)
        case pause(Duration)
        /// Sends nothing more until the client goes away or the server stops.
        case hang
        /// Closes as if all were said.
        case close
        /// Ends the connection with a TCP reset.
        case reset
    }

    package var steps: [Step]

    package init(_ steps: [Step]) {
        self.steps = steps
    }

    /// A whole answer with `Content-Length`; the connection stays open.
    package static func status(
        _ status: Int, headers: [(String, String)] = [], body: [UInt8] = []
    ) -> ScriptedResponse {
        ScriptedResponse([.send(head(status, headers + [("Content-Length", "\(body.count)")])), .send(body)])
    }

    package static func text(_ text: String, status: Int = 200, headers: [(String, String)] = []) -> ScriptedResponse {
        .status(status, headers: headers, body: Array(text.utf8))
    }

    package static func redirect(to location: String, status: Int = 307) -> ScriptedResponse {
        .status(status, headers: [("Location", location)])
    }

    /// A chunked answer, one chunk after the other with a pause between them.
    package static func chunked(
        _ chunks: [[UInt8]], pause: Duration = .zero, headers: [(String, String)] = []
    ) -> ScriptedResponse {
        var steps: [Step] = [.send(head(200, headers + [("Transfer-Encoding", "chunked")]))]
        for chunk in chunks {
            steps += [.pause(pause), .send(Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + crlf)]
        }
        return ScriptedResponse(steps + [.send(Array("0\r\n\r\n".utf8))])
    }

    /// Promises `length` bytes, sends fewer, and ends the connection.
    package static func cut(_ body: [UInt8], of length: Int, by end: Step = .close) -> ScriptedResponse {
        ScriptedResponse([.send(head(200, [("Content-Length", "\(length)")])), .send(body), end])
    }

    /// A large answer that is made while it is sent.
    package static func generated(
        length: Int, _ piece: @escaping @Sendable (Int) -> [UInt8]?
    ) -> ScriptedResponse {
        ScriptedResponse([.send(head(200, [("Content-Length", "\(length)")])), .generate(piece)])
    }

    package static let hang = ScriptedResponse([.hang])

    /// For an answer to HEAD: `Content-Length` without the body.
    package func withoutBody() -> ScriptedResponse {
        ScriptedResponse(Array(steps.prefix(1)))
    }

    /// A status line and header fields, with the blank line.
    package static func head(_ status: Int, _ headers: [(String, String)]) -> [UInt8] {
        let fields = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) Scripted\r\n\(fields)\r\n".utf8)
    }

    private static let crlf = Array("\r\n".utf8)
}
