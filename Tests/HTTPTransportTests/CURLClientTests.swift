import Foundation
import PinnaceTestSupport
import Testing

@testable import HTTPTransport

@Suite struct CURLClientTests {
    let client = CURLClient()

    @Test func answersAreWhole() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("hello", headers: [("X-A", "1"), ("x-a", "2")]) }
        defer { server.stop() }
        let response = try await client.send(HTTPRequest(.get, server.url("/a%2Fb?c=d")))
        #expect(response.status == 200)
        #expect(response.body == Array("hello".utf8))
        #expect(response.headers.values("X-A") == ["1", "2"])
        #expect(response.url == server.url("/a%2Fb?c=d"))
        #expect(server.requests.map(\.target) == ["/a%2Fb?c=d"])
        #expect(server.requests[0][header: "user-agent"] == "pinnace/development")
        #expect(server.requests[0][header: "accept-encoding"] == nil)
    }
}
