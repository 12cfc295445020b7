import Foundation
import PinnaceTestSupport
import Synchronization
import Testing

@testable import HTTPTransport

@Suite struct StreamingTests {
    let client = CURLClient()

    private func streaming(_ server: ScriptedHTTPServer) -> HTTPRequest {
        var request = HTTPRequest(.get, server.url())
        request.options.timeout = nil
        return request
    }

    @Test func chunksComeAsTheyAreSent() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            .chunked(["a", "b", "c"].map { Array($0.utf8) }, pause: .milliseconds(100))
        }
        defer { server.stop() }
        let response = try await client.stream(streaming(server))
        #expect(response.status == 200)
        #expect(try await response.nextChunk() == Array("a".utf8))
        var rest: [UInt8] = []
        while let chunk = try await response.nextChunk() { rest += chunk }
        #expect(rest == Array("bc".utf8))
        #expect(try await response.nextChunk() == nil)
    }

    @Test func aCutStreamThrowsAfterWhatCame() async throws {
        let server = try ScriptedHTTPServer.start { _ in .cut(Array("hel".utf8), of: 10) }
        defer { server.stop() }
        let response = try await client.stream(streaming(server))
        #expect(try await response.nextChunk() == Array("hel".utf8))
        await #expect { _ = try await response.nextChunk() } throws: { ($0 as? HTTPError)?.code == .truncated }
        #expect(server.requests.count == 1)
    }

    /// The kernel's socket buffers take a few MiB, the client a quarter of one: the rest has to wait at the server.
    @Test func aSlowReaderHoldsTheSenderBack() async throws {
        let piece = [UInt8](repeating: 5, count: 1 << 20)
        let sent = Mutex(0)
        let server = try ScriptedHTTPServer.start { _ in
            .generated(length: 64 << 20) { index in
                sent.withLock { $0 = index }
                return index < 64 ? piece : nil
            }
        }
        defer { server.stop() }
        let response = try await client.stream(streaming(server))
        try await Task.sleep(for: .milliseconds(300))
        #expect(sent.withLock { $0 } < 40)
        var count = 0
        while let chunk = try await response.nextChunk() {
            #expect(chunk.count <= 400 << 10)
            count += chunk.count
        }
        #expect(count == 64 << 20)
    }

    @Test func cancellingEndsTheTransfer() async throws {
        let server = try ScriptedHTTPServer.start { _ in .chunked([[1]], pause: .seconds(2)) }
        defer { server.stop() }
        let response = try await client.stream(streaming(server))
        response.cancel()
        await #expect { _ = try await response.nextChunk() } throws: { ($0 as? HTTPError)?.code == .cancelled }
    }

    @Test func aTaskThatIsCancelledWhileItReadsStops() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            ScriptedResponse([.send(ScriptedResponse.head(200, [("Content-Length", "9")])), .hang])
        }
        defer { server.stop() }
        let response = try await client.stream(streaming(server))
        let reader = Task { try await response.nextChunk() }
        try await Task.sleep(for: .milliseconds(20))
        reader.cancel()
        await #expect { _ = try await reader.value } throws: { ($0 as? HTTPError)?.code == .cancelled }
        while server.openConnectionCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func aStreamThatIsDroppedGivesItsConnectionUp() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            ScriptedResponse([.send(ScriptedResponse.head(200, [("Content-Length", "9")])), .hang])
        }
        defer { server.stop() }
        do { _ = try await client.stream(streaming(server)) }
        for _ in 1...200 where server.openConnectionCount > 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(server.openConnectionCount == 0)
    }

    @Test func aWatchOutlivesItsIdleLimitWhileSomethingComes() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            .chunked(Array(repeating: [1], count: 5), pause: .milliseconds(400))
        }
        defer { server.stop() }
        var request = streaming(server)
        request.options.idleTimeout = .seconds(1)
        let response = try await client.stream(request)
        var count = 0
        while let chunk = try await response.nextChunk() { count += chunk.count }
        #expect(count == 5)
    }

    @Test(arguments: [Int64(3 << 20), nil]) func bodiesAreStreamedUp(_ length: Int64?) async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(201) }
        defer { server.stop() }
        let rest = Mutex(48)
        let body = HTTPRequestBody.stream(length: length) {
            try await Task.sleep(for: .milliseconds(1))
            let isLast = rest.withLock { rest in
                rest -= 1
                return rest < 0
            }
            return isLast ? nil : [UInt8](repeating: 3, count: 64 << 10)
        }
        let response = try await client.send(HTTPRequest(.put, server.url(), body: body))
        #expect(response.status == 201)
        let request = server.requests[0]
        #expect(request.body.count == 3 << 20)
        #expect(request.body.allSatisfy { $0 == 3 })
        #expect(request[header: "content-length"] == length.map { "\($0)" })
        #expect(request[header: "transfer-encoding"] == (length == nil ? "chunked" : nil))
    }

    @Test func aSlowServerHoldsTheSupplierBack() async throws {
        let server = try ScriptedHTTPServer.start(readPause: .milliseconds(300)) { _ in .status(201) }
        defer { server.stop() }
        let supplied = Mutex(0)
        let body = HTTPRequestBody.stream(length: nil) {
            supplied.withLock { $0 += 1 }
            return [UInt8](repeating: 3, count: 1 << 20)
        }
        let task = Task { try await client.send(HTTPRequest(.put, server.url(), body: body)) }
        try await Task.sleep(for: .milliseconds(250))
        let count = supplied.withLock { $0 }
        #expect((1..<16).contains(count))
        task.cancel()
        await #expect { _ = try await task.value } throws: { ($0 as? HTTPError)?.code == .cancelled }
    }

    @Test(arguments: [1, 3]) func aBodyOfAnotherLengthIsAnError(_ count: Int) async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(201) }
        defer { server.stop() }
        let rest = Mutex(count)
        let body = HTTPRequestBody.stream(length: 20) {
            rest.withLock { rest in
                rest -= 1
                return rest < 0 ? nil : [UInt8](repeating: 1, count: 10)
            }
        }
        await #expect {
            _ = try await client.send(HTTPRequest(.put, server.url("/up"), body: body))
        } throws: { error in
            error as? HTTPError
                == HTTPError(
                    .requestBodyFailed, url: "http://127.0.0.1:\(server.port)/up",
                    message: "the request's body should have 20 bytes, but \(count * 10) were supplied")
        }
    }

    @Test func aSupplierThatFailsEndsTheRequest() async throws {
        struct Broken: Error {}
        let server = try ScriptedHTTPServer.start { _ in .status(201) }
        defer { server.stop() }
        let body = HTTPRequestBody.stream(length: 20) { throw Broken() }
        await #expect {
            _ = try await client.send(HTTPRequest(.put, server.url("/up"), body: body))
        } throws: { error in
            (error as? HTTPError)?.message == "the request's body could not be read: Broken()"
        }
    }

    @Test(arguments: [Int64(64 << 20), nil]) func aServerThatAnswersEarlyIsHeard(_ length: Int64?) async throws {
        let server = try ScriptedHTTPServer.start(readsBodies: false) { _ in
            ScriptedResponse(ScriptedResponse.text("too large", status: 413).steps + [.hang])
        }
        defer { server.stop() }
        let pieces = Pieces(count: 64, of: [UInt8](repeating: 1, count: 1 << 20))
        let body = HTTPRequestBody.stream(length: length) {
            try await Task.sleep(for: .milliseconds(10))
            return pieces.next()
        }
        let response = try await client.send(HTTPRequest(.put, server.url(), body: body))
        #expect(response.status == 413)
        #expect(response.body == Array("too large".utf8))
    }

    @Test func anEmptyStreamIsAnEmptyBody() async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(201) }
        defer { server.stop() }
        let body = HTTPRequestBody.stream(length: nil) { nil }
        #expect(try await client.send(HTTPRequest(.post, server.url(), body: body)).status == 201)
        #expect(server.requests[0].body == [])
    }

    /// More streams than a host's budget are open while requests to that host go on.
    @Test func streamsTakeNoPlaceInTheBudget() async throws {
        let server = try ScriptedHTTPServer.start { request in
            request.path == "/short"
                ? .text("x") : ScriptedResponse([.send(ScriptedResponse.head(200, [("Content-Length", "9")])), .hang])
        }
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.maximumRequestsPerHost = 1
        let client = CURLClient(configuration)
        var open: [HTTPStreamingResponse] = []
        for _ in 1...3 { open.append(try await client.stream(streaming(server))) }
        #expect(try await client.send(HTTPRequest(.get, server.url("/short"))).status == 200)
        for stream in open { stream.cancel() }
    }
}
