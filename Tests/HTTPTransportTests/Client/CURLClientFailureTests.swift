import Foundation
import PinnaceTestSupport
import Testing

@testable import HTTPTransport

@Suite struct CURLClientFailureTests {
    let client = CURLClient()

    private func failure(_ request: HTTPRequest, of client: CURLClient? = nil) async -> HTTPError? {
        do {
            _ = try await (client ?? self.client).send(request)
            return nil
        } catch {
            return error
        }
    }

    private func once(_ url: URL) -> HTTPRequest {
        var request = HTTPRequest(.get, url)
        request.options.retry = .never
        return request
    }

    @Test(arguments: [ScriptedResponse.Step.close, .reset])
    func aCutBodyIsAnError(_ end: ScriptedResponse.Step) async throws {
        let server = try ScriptedHTTPServer.start { _ in .cut(Array("hel".utf8), of: 10, by: end) }
        defer { server.stop() }
        let error = try #require(await failure(once(server.url("/x?secret=1"))))
        #expect(error.code == .truncated)
        if case .close = end { #expect(error.message == "the answer was cut after 3 bytes of its body") }
        #expect(error.url == "http://127.0.0.1:\(server.port)/x")
    }

    @Test func aCutChunkedBodyIsAnError() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            let whole = ScriptedResponse.chunked([Array("hello".utf8)]).steps
            return ScriptedResponse(whole.dropLast() + [.close])
        }
        defer { server.stop() }
        #expect(await failure(once(server.url()))?.code == .truncated)
    }

    @Test func noAnswerAtAllIsAnError() async throws {
        let server = try ScriptedHTTPServer.start { _ in ScriptedResponse([.close]) }
        defer { server.stop() }
        let error = try #require(await failure(once(server.url())))
        #expect(error.code == .connectionFailed)
        #expect(error.message == "the connection to 127.0.0.1:\(server.port) broke: Empty reply from server")
    }

    @Test func somethingElseThanHTTPIsAnError() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            ScriptedResponse([.send(Array("SSH-2.0-x\r\n\r\n".utf8)), .close])
        }
        defer { server.stop() }
        #expect(await failure(once(server.url()))?.code == .protocolError)
    }

    @Test(arguments: [true, false]) func bodiesAreBounded(_ isChunked: Bool) async throws {
        let body = [UInt8](repeating: 1, count: 100_001)
        let server = try ScriptedHTTPServer.start { _ in isChunked ? .chunked([body]) : .status(200, body: body) }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url())
        request.options.maximumBodyBytes = 100_000
        let error = try #require(await failure(request))
        #expect(error.code == .bodyTooLarge)
        #expect(error.message == "the answer has more than the 100000 bytes that are accepted here")
        #expect(server.requests.count == 1)
        request.options.maximumBodyBytes = 100_001
        #expect(await failure(request) == nil)
    }

    @Test func decodedBodiesAreBounded() async throws {
        let gzip = ZeroBomb.gzip
        let server = try ScriptedHTTPServer.start { request in
            let isAsked = request[header: "accept-encoding"] == "gzip"
            return isAsked ? .status(200, headers: [("Content-Encoding", "gzip")], body: gzip) : .status(406)
        }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url())
        request.options.acceptsGzip = true
        #expect(try await client.send(request).body.count == ZeroBomb.decodedCount)
        request.options.maximumBodyBytes = 100_000
        #expect(await failure(request)?.code == .bodyTooLarge)
    }

    @Test func endlessHeadersAreRefused() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            let fields = (1...100).map { ("X-\($0)", String(repeating: "x", count: 10_000)) }
            return ScriptedResponse([.send(ScriptedResponse.head(200, fields + [("Content-Length", "0")]))])
        }
        defer { server.stop() }
        #expect(await failure(once(server.url()))?.code == .protocolError)
    }

    @Test func nobodyListens() async throws {
        let server = try ScriptedHTTPServer.start { _ in .hang }
        server.stop()
        try await Task.sleep(for: .milliseconds(20))
        let error = try #require(await failure(once(server.url())))
        #expect(error.code == .connectionFailed)
        #expect(error.message.hasPrefix("127.0.0.1:\(server.port) could not be connected to: "))
    }

    @Test func theWholeExchangeIsLimited() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            .chunked(Array(repeating: [1], count: 100), pause: .milliseconds(50))
        }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url())
        request.options.timeout = .milliseconds(200)
        let error = try #require(await failure(request))
        #expect(error.code == .timedOut)
        #expect(error.message == "127.0.0.1:\(server.port) did not complete the answer within 200 ms")
        #expect(server.requests.count == 1)
    }

    @Test func silenceIsLimited() async throws {
        let server = try ScriptedHTTPServer.start { _ in .hang }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url())
        request.options.timeout = nil
        request.options.idleTimeout = .seconds(1)
        let error = try #require(await failure(request))
        #expect(error.code == .timedOut)
        #expect(error.message == "127.0.0.1:\(server.port) sent nothing for 1 s")
    }

    @Test func cancellingATaskEndsItsTransferAtOnce() async throws {
        let server = try ScriptedHTTPServer.start { _ in .hang }
        defer { server.stop() }
        let task = Task { await failure(HTTPRequest(.get, server.url())) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let start = ContinuousClock.now
        task.cancel()
        let error = try #require(await task.value)
        #expect(error.code == .cancelled)
        #expect(error.message == "the request was cancelled")
        while server.openConnectionCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(start.duration(to: .now) < .seconds(20))
    }

    @Test func cancellingATaskThatWaitsForItsTurnGivesTheTurnOn() async throws {
        let server = try ScriptedHTTPServer.start { $0.path == "/hang" ? .hang : .status(204) }
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.maximumRequestsPerHost = 1
        let client = CURLClient(configuration)
        let first = Task { await failure(HTTPRequest(.get, server.url("/hang")), of: client) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        let second = Task { await failure(HTTPRequest(.get, server.url("/never")), of: client) }
        let third = Task { await failure(HTTPRequest(.get, server.url("/last")), of: client) }
        try await Task.sleep(for: .milliseconds(20))
        second.cancel()
        #expect(await second.value?.code == .cancelled)
        first.cancel()
        #expect(await first.value?.code == .cancelled)
        #expect(await third.value == nil)
        #expect(server.requests.map(\.path) == ["/hang", "/last"])
    }

    @Test func shuttingDownEndsWhatIsInFlight() async throws {
        let server = try ScriptedHTTPServer.start { _ in .hang }
        defer { server.stop() }
        let task = Task { await failure(HTTPRequest(.get, server.url())) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        client.shutDown()
        #expect(await task.value?.code == .cancelled)
        #expect(await failure(HTTPRequest(.get, server.url()))?.code == .cancelled)
    }

    @Test func theLastReferenceEndsTheLoop() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            ScriptedResponse([.send(ScriptedResponse.head(200, [("Content-Length", "9")])), .send([1]), .hang])
        }
        defer { server.stop() }
        var client: CURLClient? = CURLClient()
        weak let loop = client?.loop
        var stream = try await client?.stream(HTTPRequest(.get, server.url()))
        client = nil
        #expect(client == nil)
        #expect(try await stream?.nextChunk() == [1])
        #expect(loop != nil)
        stream = nil
        #expect(stream == nil)
        for _ in 1...200 where loop != nil { try await Task.sleep(for: .milliseconds(5)) }
        #expect(loop == nil)
    }

    @Test(arguments: [
        HTTPHeaders(dictionaryLiteral: ("X-A", "b\r\nX-C: d")), HTTPHeaders(dictionaryLiteral: ("X-A\r\nB", "c")),
        HTTPHeaders(dictionaryLiteral: ("X A", "c")), HTTPHeaders(dictionaryLiteral: ("", "c")),
        HTTPHeaders(dictionaryLiteral: ("X-A", "b\0")),
    ])
    func headersThatWouldBecomeTwoAreRefused(_ headers: HTTPHeaders) async throws {
        let url = try #require(URL(string: "https://example.com/"))
        #expect(await failure(HTTPRequest(.get, url, headers: headers))?.code == .invalidRequest)
    }

    @Test func secretsThatWouldBecomeTwoHeadersAreRefusedWithoutBeingShown() async throws {
        let url = try #require(URL(string: "https://example.com/"))
        let request = HTTPRequest(.get, url, authorization: Secret("Bearer hunter2\n"))
        let error = try #require(await failure(request))
        #expect(error.code == .invalidRequest)
        #expect(error.message == "the header Authorization holds a line break or another control character")
    }

    @Test(arguments: [
        ("ftp://example.com/", HTTPError.Code.notAllowed), ("file:///etc/passwd", .notAllowed),
        ("gopher://127.0.0.1:70/", .notAllowed), ("relative", .invalidRequest), ("https:///x", .invalidRequest),
        ("https://[fe80::1%25eth0]/", .invalidRequest),
    ])
    func otherURLsAreRefused(_ text: String, _ code: HTTPError.Code) async throws {
        let url = try #require(URL(string: text))
        #expect(await failure(HTTPRequest(.get, url))?.code == code)
    }

    @Test func plainHTTPNeedsToBeAllowed() async throws {
        let url = try #require(URL(string: "http://registry.example.com/v2/?x=y"))
        let error = try #require(await failure(HTTPRequest(.get, url)))
        #expect(error.code == .notAllowed)
        #expect(
            error.description
                == "http://registry.example.com/v2/: plain http is not allowed for registry.example.com; "
                + "use https, or name the host as one for plain http")
    }
}
