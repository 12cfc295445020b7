import Foundation
import PinnaceTestSupport
import Testing

@testable import HTTPTransport

@Suite struct ProxyTests {
    private static func client(_ proxy: ScriptedHTTPServer) -> CURLClient {
        var configuration = HTTPClientConfiguration()
        configuration.plainHTTPHosts = ["registry.test"]
        configuration.proxies.http = Secret("http://me:secret@127.0.0.1:\(proxy.port)")
        configuration.proxies.https = configuration.proxies.http
        return CURLClient(configuration)
    }

    @Test func plainRequestsGoThroughTheProxy() async throws {
        let proxy = try ScriptedHTTPServer.start { _ in .text("proxied") }
        defer { proxy.stop() }
        let url = try #require(URL(string: "http://registry.test/x?y"))
        var request = HTTPRequest(.get, url)
        request.options.untrustedURL = true
        #expect(try await Self.client(proxy).send(request).body == Array("proxied".utf8))
        #expect(proxy.requests[0].target == "http://registry.test/x?y")
        #expect(proxy.requests[0][header: "proxy-authorization"] == "Basic bWU6c2VjcmV0")
        #expect(proxy.requests[0][header: "authorization"] == nil)
    }

    @Test func secureRequestsAskForATunnelAndKeepTheirSecrets() async throws {
        let proxy = try ScriptedHTTPServer.start { _ in .text("no", status: 403) }
        defer { proxy.stop() }
        let url = try #require(URL(string: "https://registry.test/x"))
        let request = HTTPRequest(.get, url, authorization: .bearer(Secret("token")))
        await #expect { _ = try await Self.client(proxy).send(request) } throws: { "\($0)".contains("403") }
        #expect(proxy.requests[0].method == "CONNECT")
        #expect(proxy.requests[0].target == "registry.test:443")
        #expect(proxy.requests[0][header: "authorization"] == nil)
    }

    @Test func addressesAsSpelledKeepTheRuleBehindAProxy() async throws {
        let proxy = try ScriptedHTTPServer.start { _ in .redirect(to: "https://10.0.0.1/") }
        defer { proxy.stop() }
        let url = try #require(URL(string: "http://registry.test/"))
        var configuration = HTTPClientConfiguration()
        configuration.plainHTTPHosts = ["registry.test"]
        configuration.proxies.http = Secret("http://127.0.0.1:\(proxy.port)")
        configuration.proxies.https = configuration.proxies.http
        let client = CURLClient(configuration)
        await #expect { _ = try await client.send(HTTPRequest(.get, url)) } throws: {
            ($0 as? HTTPError)?.code == .notAllowed
        }
    }
}
