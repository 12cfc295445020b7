import HTTPTransport
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Answers requests by a script, and remembers them.
final class ScriptedClient: HTTPClient {
    struct Answer: Sendable {
        var status = 200
        var headers: HTTPHeaders = [:]
        var body: [UInt8] = []
        /// Where the answer comes from, after redirects.
        var url: URL?
        var error: HTTPError.Code?

        static func status(_ status: Int, _ body: String = "", _ headers: HTTPHeaders = [:]) -> Answer {
            Answer(status: status, headers: headers, body: Array(body.utf8))
        }

        static func body(_ bytes: [UInt8], _ headers: HTTPHeaders = [:]) -> Answer {
            Answer(headers: headers, body: bytes)
        }

        static func failure(_ code: HTTPError.Code) -> Answer { Answer(error: code) }

        static func challenge(_ value: String) -> Answer { .status(401, "", ["WWW-Authenticate": value]) }
    }

    private let script: @Sendable (HTTPRequest, _ line: String) -> Answer
    private let seen = Mutex<[HTTPRequest]>([])

    /// - Parameter script: given the request and its line, `GET https://gcr.io/v2/p/app/manifests/1`.
    init(_ script: @escaping @Sendable (HTTPRequest, _ line: String) -> Answer) {
        self.script = script
    }

    var requests: [HTTPRequest] { seen.withLock(\.self) }
    var lines: [String] { requests.map(Self.line) }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        var request = request
        if case .stream(_, let chunks) = request.body {
            var bytes: [UInt8] = []
            do {
                while let chunk = try await chunks() { bytes += chunk }
            } catch {
                throw HTTPError(.protocolError, url: request.url.redacted, message: "the body broke off")
            }
            request.body = .bytes(bytes)
        }
        let answer = try answer(request)
        return HTTPResponse(
            status: answer.status, url: answer.url ?? request.url, headers: answer.headers,
            body: request.method == .head ? [] : answer.body
        )
    }

    func stream(_ request: HTTPRequest) async throws(HTTPError) -> HTTPStreamingResponse {
        let answer = try answer(request)
        let rest = Mutex(answer.body)
        return HTTPStreamingResponse(
            status: answer.status, url: answer.url ?? request.url, headers: answer.headers,
            nextChunk: { () async throws(HTTPError) in
                rest.withLock { rest in
                    let chunk = Array(rest.prefix(1024))
                    rest.removeFirst(chunk.count)
                    return chunk.isEmpty ? nil : chunk
                }
            },
            cancel: {}
        )
    }

    private func answer(_ request: HTTPRequest) throws(HTTPError) -> Answer {
        seen.withLock { $0.append(request) }
        let answer = script(request, Self.line(request))
        if let code = answer.error {
            throw HTTPError(code, url: request.url.redacted, message: "scripted \(code.rawValue)")
        }
        return answer
    }

    private static func line(_ request: HTTPRequest) -> String {
        "\(request.method.rawValue) \(request.url.absoluteString)"
    }
}
