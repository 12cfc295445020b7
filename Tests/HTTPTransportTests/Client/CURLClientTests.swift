import Foundation
import PinnaceTestSupport
import Testing

@testable import HTTPTransport

@Suite struct CURLClientTests {
    let client = CURLClient()

    @Test func answersAreWhole() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("hello", headers: [("X-A", "1"), ("x-a", " 2 ")]) }
        defer { server.stop() }
        let response = try await client.send(HTTPRequest(.get, server.url("/a%2Fb/../c?d=e")))
        #expect(response.status == 200)
        #expect(response.body == Array("hello".utf8))
        #expect(response.headers.values("X-A") == ["1", "2"])
        #expect(response.url == server.url("/a%2Fb/../c?d=e"))
        #expect(server.requests.map(\.target) == ["/a%2Fb/../c?d=e"])
        #expect(server.requests[0][header: "user-agent"] == "pinnace/development")
        #expect(server.requests[0][header: "accept-encoding"] == nil)
    }

    @Test func chunkedAnswersAreJoined() async throws {
        let server = try ScriptedHTTPServer.start { _ in .chunked([Array("he".utf8), Array("llo".utf8)]) }
        defer { server.stop() }
        let response = try await client.send(HTTPRequest(.get, server.url()))
        #expect(response.body == Array("hello".utf8))
    }

    @Test func headHasNoBody() async throws {
        let server = try ScriptedHTTPServer.start { _ in ScriptedResponse.text("hello").withoutBody() }
        defer { server.stop() }
        for _ in 1...2 {
            let response = try await client.send(HTTPRequest(.head, server.url()))
            #expect(response.headers["content-length"] == "5")
            #expect(response.body == [])
        }
        #expect(server.connectionCount == 1)
    }

    @Test func interimAnswersAreSkipped() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            let early = ScriptedResponse.head(103, [("Link", "</a>")])
            return ScriptedResponse([.send(early)] + ScriptedResponse.text("hello", status: 201).steps)
        }
        defer { server.stop() }
        let response = try await client.send(HTTPRequest(.get, server.url()))
        #expect(response.status == 201)
        #expect(response.headers["link"] == nil)
    }

    @Test func connectionsAreReused() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("hello") }
        defer { server.stop() }
        for _ in 1...20 { _ = try await client.send(HTTPRequest(.get, server.url())) }
        #expect(server.requests.count == 20)
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete, .get])
    func bodiesAreSent(_ method: HTTPRequest.Method) async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(204) }
        defer { server.stop() }
        let body = [UInt8](repeating: 7, count: 300_000)
        _ = try await client.send(HTTPRequest(method, server.url(), body: .bytes(body)))
        let request = server.requests[0]
        #expect(request.method == method.rawValue)
        #expect(request.body == body)
        #expect(request[header: "content-length"] == "300000")
        #expect(request[header: "content-type"] == nil)
        #expect(request[header: "expect"] == nil)
    }

    @Test(
        arguments: [(HTTPRequest.Method.post, "0"), (.put, "0"), (.patch, "0"), (.delete, nil), (.get, nil)]
            as [(HTTPRequest.Method, String?)])
    func requestsWithoutBodyAreFramed(_ method: HTTPRequest.Method, _ length: String?) async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(204) }
        defer { server.stop() }
        _ = try await client.send(HTTPRequest(method, server.url()))
        #expect(server.requests[0].method == method.rawValue)
        #expect(server.requests[0][header: "content-length"] == length)
    }

    @Test func headersAreSentOnceAndAsGiven() async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(204) }
        defer { server.stop() }
        var request = HTTPRequest(
            .post, server.url(), headers: ["Accept": "a, b", "X-Empty": "", "Content-Length": "9"])
        request.headers.add("Content-Type", "text/plain")
        request.authorization = .bearer(Secret("t"))
        request.secretHeaders = ["X-Token": Secret("s")]
        request.body = .bytes(Array("hello".utf8))
        _ = try await client.send(request)
        let names = ["accept", "x-empty", "content-length", "content-type", "authorization", "x-token"]
        let seen = server.requests[0].headers.filter { names.contains($0.name.lowercased()) }
        #expect(
            Set(seen.map { "\($0.name.lowercased())=\($0.value)" }) == [
                "accept=a, b", "x-empty=", "content-length=5", "content-type=text/plain", "authorization=Bearer t",
                "x-token=s",
            ])
        #expect(seen.count == 6)
    }

    @Test func userAndPasswordOfAURLBecomeAHeader() async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(204) }
        defer { server.stop() }
        let url = try #require(URL(string: "http://me:p%40ss@127.0.0.1:\(server.port)/x"))
        _ = try await client.send(HTTPRequest(.get, url))
        #expect(server.requests[0].target == "/x")
        #expect(server.requests[0][header: "authorization"] == "Basic " + Data("me:p@ss".utf8).base64EncodedString())
    }

    @Test func manyRequestsRunAtOnceWithinTheBudget() async throws {
        let server = try ScriptedHTTPServer.start { _ in
            ScriptedResponse([.pause(.milliseconds(10))] + ScriptedResponse.text("hello").steps)
        }
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.maximumRequestsPerHost = 3
        let client = CURLClient(configuration)
        try await withThrowingTaskGroup { group in
            for _ in 1...12 { group.addTask { try await client.send(HTTPRequest(.get, server.url())).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.requests.count == 12)
        #expect((1...3).contains(server.connectionCount))
    }

    @Test func aPortOfItsOwnCountsAsAnotherHost() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("a") }
        let other = try ScriptedHTTPServer.start { _ in .text("b") }
        defer {
            server.stop()
            other.stop()
        }
        async let a = client.send(HTTPRequest(.get, server.url()))
        async let b = client.send(HTTPRequest(.get, other.url()))
        #expect(try await [a.body, b.body] == [Array("a".utf8), Array("b".utf8)])
    }
}
