import Foundation
import PinnaceTestSupport
import Synchronization
import Testing

@testable import HTTPTransport

@Suite struct RetryTests {
    let virtual = VirtualTime()

    private func client(_ change: (inout HTTPClientConfiguration) -> Void = { _ in }) -> CURLClient {
        var configuration = HTTPClientConfiguration()
        change(&configuration)
        return CURLClient(configuration, time: virtual.time)
    }

    /// Plays the answers in order, the last one for ever.
    private func server(_ answers: [ScriptedResponse]) throws -> ScriptedHTTPServer {
        let played = Mutex(0)
        return try ScriptedHTTPServer.start { _ in
            played.withLock { played in
                played += 1
                return answers[min(played, answers.count) - 1]
            }
        }
    }

    @Test(arguments: [408, 429, 499, 500, 502, 503, 504, 522]) func busyServersAreAskedAgain(_ status: Int) async throws
    {
        let server = try server([.text("busy", status: status), .text("busy", status: status), .text("done")])
        defer { server.stop() }
        let response = try await client().send(HTTPRequest(.get, server.url()))
        #expect(response.body == Array("done".utf8))
        #expect(server.requests.count == 3)
        #expect(server.connectionCount == 1)
        #expect(virtual.pauses == [.milliseconds(250), .milliseconds(500)])
    }

    @Test(arguments: [400, 401, 403, 404, 501]) func refusalsAreNot(_ status: Int) async throws {
        let server = try server([.text("no", status: status)])
        defer { server.stop() }
        #expect(try await client().send(HTTPRequest(.get, server.url())).status == status)
        #expect(server.requests.count == 1)
    }

    @Test func theLastAnswerIsReturned() async throws {
        let server = try server([.text("busy", status: 503)])
        defer { server.stop() }
        let response = try await client().send(HTTPRequest(.get, server.url()))
        #expect(response.status == 503)
        #expect(response.body == Array("busy".utf8))
        #expect(server.requests.count == 4)
    }

    @Test(arguments: ["7", "Sun, 06 Nov 1994 08:49:44 GMT"]) func retryAfterIsKept(_ value: String) async throws {
        let server = try server([.text("", status: 429, headers: [("Retry-After", value)]), .text("done")])
        defer { server.stop() }
        #expect(try await client().send(HTTPRequest(.get, server.url())).status == 200)
        #expect(virtual.pauses == [.seconds(7)])
    }

    @Test func aLongRetryAfterIsTheAnswer() async throws {
        let server = try server([.text("", status: 429, headers: [("Retry-After", "31")]), .text("done")])
        defer { server.stop() }
        let client = client()
        #expect(try await client.send(HTTPRequest(.get, server.url())).status == 429)
        #expect(try await client.send(HTTPRequest(.get, server.url())).status == 200)
        #expect(virtual.pauses == [])
    }

    @Test func onePauseHoldsForEveryRequestToTheHost() async throws {
        let server = try server([.text("", status: 429, headers: [("Retry-After", "5")]), .text("done")])
        let other = try ScriptedHTTPServer.start { _ in .text("done") }
        defer {
            server.stop()
            other.stop()
        }
        let client = client()
        // Not repeated itself, but what it was told holds.
        #expect(try await client.send(HTTPRequest(.post, server.url())).status == 429)
        #expect(virtual.pauses == [])
        #expect(try await client.send(HTTPRequest(.get, other.url())).status == 200)
        #expect(virtual.pauses == [])
        #expect(try await client.send(HTTPRequest(.get, server.url())).status == 200)
        #expect(try await client.send(HTTPRequest(.get, server.url())).status == 200)
        #expect(virtual.pauses == [.seconds(5)])
    }

    @Test(arguments: [ScriptedResponse.cut([1], of: 10), ScriptedResponse([.close]), ScriptedResponse([.reset])])
    func brokenConnectionsAreOpenedAgain(_ fault: ScriptedResponse) async throws {
        let server = try server([fault, fault, .text("done")])
        defer { server.stop() }
        #expect(try await client().send(HTTPRequest(.put, server.url(), body: .bytes([1, 2]))).status == 200)
        #expect(server.requests.map(\.body) == [[1, 2], [1, 2], [1, 2]])
        #expect(virtual.pauses == [.milliseconds(250), .milliseconds(500)])
    }

    @Test(arguments: [HTTPRequest.Method.post, .patch]) func whatMayHappenTwiceIsNotRepeated(
        _ method: HTTPRequest.Method
    ) async throws {
        let server = try server([.text("", status: 503), .text("done")])
        defer { server.stop() }
        #expect(try await client().send(HTTPRequest(method, server.url())).status == 503)
        #expect(server.requests.count == 1)
    }

    @Test func aStreamedBodyIsNotRepeated() async throws {
        let server = try server([.text("", status: 503), .text("done")])
        defer { server.stop() }
        let body = HTTPRequestBody.stream(length: 0) { nil }
        #expect(try await client().send(HTTPRequest(.put, server.url(), body: body)).status == 503)
    }

    @Test func streamsAreRepeatedUntilTheirHead() async throws {
        let server = try server([.text("", status: 503), .cut([1], of: 2)])
        defer { server.stop() }
        let response = try await client().stream(HTTPRequest(.get, server.url()))
        #expect(try await response.nextChunk() == [1])
        await #expect { _ = try await response.nextChunk() } throws: { ($0 as? HTTPError)?.code == .truncated }
        #expect(server.requests.count == 2)
    }

    @Test func aClosedKeptConnectionIsNoFailure() async throws {
        let server = try server([ScriptedResponse(ScriptedResponse.text("one").steps + [.close]), .text("two")])
        defer { server.stop() }
        let client = client()
        _ = try await client.send(HTTPRequest(.get, server.url()))
        var request = HTTPRequest(.post, server.url(), body: .bytes([1]))
        request.options.retry = .never
        try await Task.sleep(for: .milliseconds(20))
        #expect(try await client.send(request).body == Array("two".utf8))
    }

    @Test func aCancelledTaskDoesNotSleep() async throws {
        let server = try server([.text("", status: 503, headers: [("Retry-After", "20")])])
        defer { server.stop() }
        let client = CURLClient()
        let task = Task { try await client.send(HTTPRequest(.get, server.url())) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect { _ = try await task.value } throws: { ($0 as? HTTPError)?.code == .cancelled }
    }

    @Test(arguments: [
        (1, 0.0, Duration.milliseconds(125)), (1, 1.0, .milliseconds(250)), (3, 1.0, .seconds(1)),
        (9, 1.0, .seconds(30)), (200, 1.0, .seconds(30)),
    ])
    func pausesGrowUpToALimit(_ attempt: Int, _ jitter: Double, _ expected: Duration) {
        #expect(HTTPRetry.standard.delay(after: attempt, jitter: jitter) == expected)
    }
}
