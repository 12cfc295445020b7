import Foundation
import PinnaceTestSupport
import Testing

@testable import HTTPTransport

@Suite struct RedirectTests {
    let client = CURLClient()

    private func secretive(_ url: URL) -> HTTPRequest {
        var request = HTTPRequest(.get, url, headers: ["Accept": "text/plain", "Cookie": "c"])
        request.authorization = .bearer(Secret("token"))
        request.secretHeaders = ["X-Amz-Security-Token": Secret("session")]
        return request
    }

    @Test(arguments: [301, 302, 303, 307, 308]) func secretsStayWithTheirOrigin(_ status: Int) async throws {
        let storage = try ScriptedHTTPServer.start { _ in .text("blob") }
        let registry = try ScriptedHTTPServer.start { _ in
            .redirect(to: storage.url("/b?sig=1").absoluteString, status: status)
        }
        defer {
            storage.stop()
            registry.stop()
        }
        let response = try await client.send(secretive(registry.url("/a")))
        #expect(response.url == storage.url("/b?sig=1"))
        #expect(response.body == Array("blob".utf8))
        #expect(registry.requests[0][header: "authorization"] == "Bearer token")
        #expect(registry.requests[0][header: "x-amz-security-token"] == "session")
        let second = storage.requests[0]
        #expect(second.target == "/b?sig=1")
        #expect(second[header: "accept"] == "text/plain")
        #expect(second[header: "authorization"] == nil)
        #expect(second[header: "x-amz-security-token"] == nil)
        #expect(second[header: "cookie"] == nil)
    }

    @Test func secretsFollowWithinTheirOrigin() async throws {
        let server = try ScriptedHTTPServer.start { $0.path == "/v2/a" ? .redirect(to: "b?x=1") : .text("b") }
        defer { server.stop() }
        let response = try await client.send(secretive(server.url("/v2/a")))
        #expect(response.url == server.url("/v2/b?x=1"))
        #expect(server.requests[1].target == "/v2/b?x=1")
        #expect(server.requests[1][header: "authorization"] == "Bearer token")
        #expect(server.connectionCount == 1)
    }

    @Test func secretsDoNotComeBack() async throws {
        let later = LaterAddress()
        let first = try ScriptedHTTPServer.start { $0.path == "/a" ? .redirect(to: later.value) : .text("end") }
        let second = try ScriptedHTTPServer.start { _ in .redirect(to: first.url("/c").absoluteString) }
        later.set(second.url("/b").absoluteString)
        defer {
            first.stop()
            second.stop()
        }
        _ = try await client.send(secretive(first.url("/a")))
        #expect(first.requests.map(\.path) == ["/a", "/c"])
        #expect(first.requests[1][header: "authorization"] == nil)
    }

    @Test func userAndPasswordInALocationAreNotSent() async throws {
        let server = try ScriptedHTTPServer.start { _ in .text("x") }
        let first = try ScriptedHTTPServer.start { _ in
            .redirect(to: "http://u:p@127.0.0.1:\(server.port)/")
        }
        defer {
            server.stop()
            first.stop()
        }
        _ = try await client.send(HTTPRequest(.get, first.url()))
        #expect(server.requests[0][header: "authorization"] == nil)
    }

    @Test func streamsFollowToo() async throws {
        let server = try ScriptedHTTPServer.start { $0.path == "/a" ? .redirect(to: "/b") : .text("b") }
        defer { server.stop() }
        let response = try await client.stream(HTTPRequest(.get, server.url("/a")))
        #expect(try await response.nextChunk() == Array("b".utf8))
        #expect(response.url == server.url("/b"))
    }

    @Test func theBodyOfARedirectDoesNotCount() async throws {
        let page = String(repeating: "moved", count: 1000)
        let server = try ScriptedHTTPServer.start { request in
            request.path == "/a" ? .text(page, status: 302, headers: [("Location", "/b")]) : .text("b")
        }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url("/a"))
        request.options.maximumBodyBytes = 10
        #expect(try await client.send(request).body == Array("b".utf8))
    }

    @Test func postIsNotRedirected() async throws {
        let server = try ScriptedHTTPServer.start { _ in .redirect(to: "/b", status: 302) }
        defer { server.stop() }
        let response = try await client.send(HTTPRequest(.post, server.url("/a")))
        #expect(response.status == 302)
        #expect(response.headers["location"] == "/b")
        #expect(server.requests.count == 1)
    }

    @Test func redirectsCanBeRefused() async throws {
        let server = try ScriptedHTTPServer.start { _ in .redirect(to: "/b") }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url("/a"))
        request.options.redirects = .refuse
        #expect(try await client.send(request).status == 307)
    }

    @Test(arguments: [304, 300]) func otherAnswersAreNotFollowed(_ status: Int) async throws {
        let server = try ScriptedHTTPServer.start { _ in
            ScriptedResponse([.send(ScriptedResponse.head(status, [("Location", "/b"), ("Content-Length", "0")]))])
        }
        defer { server.stop() }
        #expect(try await client.send(HTTPRequest(.get, server.url("/a"))).status == status)
    }

    @Test func circlesEnd() async throws {
        let server = try ScriptedHTTPServer.start { .redirect(to: $0.path == "/a" ? "/b" : "/a?") }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url("/a"))
        request.options.redirects = .follow(limit: 10)
        await expect(.tooManyRedirects, "the server redirects in a circle, back to http://127.0.0.1:\(server.port)/b") {
            _ = try await client.send(request)
        }
        #expect(server.requests.count == 3)
    }

    @Test func chainsEnd() async throws {
        let server = try ScriptedHTTPServer.start { .redirect(to: $0.path + "a") }
        defer { server.stop() }
        await expect(.tooManyRedirects, "the server redirects more often than is followed") {
            _ = try await client.send(HTTPRequest(.get, server.url("/")))
        }
        #expect(server.requests.count == 6)
    }

    @Test(arguments: [
        ("ftp://127.0.0.1/", HTTPError.Code.notAllowed), ("file:///etc/passwd", .notAllowed),
        ("http://example.com/", .notAllowed), ("https://[::1", .protocolError),
    ])
    func otherPlacesAreRefused(_ location: String, _ code: HTTPError.Code) async throws {
        let server = try ScriptedHTTPServer.start { _ in .redirect(to: location) }
        defer { server.stop() }
        do {
            _ = try await client.send(HTTPRequest(.get, server.url()))
            Issue.record("was followed")
        } catch {
            #expect(error.code == code)
        }
    }

    private func expect(_ code: HTTPError.Code, _ message: String, _ body: () async throws -> Void) async {
        await #expect { try await body() } throws: { error in
            let error = error as? HTTPError
            return error?.code == code && error?.message == message
        }
    }
}
