import Foundation
import PinnaceTestSupport
import Testing

@testable import HTTPTransport

/// 127.0.0.2 plays the internet here, 127.0.0.3 a private network, 127.0.0.1 is itself.
@Suite struct AddressRuleTests {
    private static func client(_ trusted: Set<String> = []) -> CURLClient {
        var configuration = HTTPClientConfiguration()
        configuration.trustedHosts = trusted
        return CURLClient(configuration, time: .system) { address in
            switch address {
            case IPAddress("127.0.0.2"): .global
            case IPAddress("127.0.0.3"): .privateNetwork
            default: address.reach
            }
        }
    }

    private static func outcome(_ client: CURLClient, _ request: HTTPRequest) async -> String {
        do { return "\(try await client.send(request).status)" } catch { return error.code.rawValue }
    }

    @Test(
        arguments: [
            ("127.0.0.2", "127.0.0.1", [], "not-allowed"), ("127.0.0.2", "127.0.0.3", [], "not-allowed"),
            ("127.0.0.2", "127.0.0.2", [], "200"), ("127.0.0.2", "127.0.0.3", ["127.0.0.3"], "200"),
            ("127.0.0.3", "127.0.0.1", [], "not-allowed"), ("127.0.0.3", "127.0.0.3", [], "200"),
            ("127.0.0.3", "127.0.0.2", [], "200"), ("127.0.0.1", "127.0.0.3", [], "200"),
        ] as [(String, String, Set<String>, String)])
    func redirectsLeadToNoNarrowerNetwork(
        _ from: String, _ to: String, _ trusted: Set<String>, _ expected: String
    ) async throws {
        let target = try ScriptedHTTPServer.start(host: to) { _ in .status(200) }
        let server = try ScriptedHTTPServer.start(host: from) { _ in .redirect(to: target.url().absoluteString) }
        defer {
            target.stop()
            server.stop()
        }
        #expect(await Self.outcome(Self.client(trusted), HTTPRequest(.get, server.url())) == expected)
        #expect(target.connectionCount == (expected == "200" ? 1 : 0))
    }

    @Test func theRefusalSaysWhatToDo() async throws {
        let server = try ScriptedHTTPServer.start(host: "127.0.0.2") { _ in .redirect(to: "http://localhost:9/x?y=z") }
        defer { server.stop() }
        await #expect { _ = try await Self.client().send(HTTPRequest(.get, server.url())) } throws: { error in
            (error as? HTTPError)?.description
                == "http://localhost:9/x: a server named localhost:9, which leads into a private network or to this "
                + "machine; add it to the trusted hosts if that is wanted"
        }
    }

    @Test func aConnectionThatIsOpenAlreadyIsNotUsed() async throws {
        let target = try ScriptedHTTPServer.start(host: "127.0.0.1") { _ in .status(200) }
        let server = try ScriptedHTTPServer.start(host: "127.0.0.2") { _ in .redirect(to: target.url().absoluteString) }
        defer {
            target.stop()
            server.stop()
        }
        let client = Self.client()
        #expect(await Self.outcome(client, HTTPRequest(.get, target.url())) == "200")
        #expect(await Self.outcome(client, HTTPRequest(.get, server.url())) == "not-allowed")
        #expect(target.requests.count == 1)
    }

    @Test func theHostThatTheUserAskedIsAlwaysAllowed() async throws {
        let later = LaterAddress()
        let home = try ScriptedHTTPServer.start(host: "127.0.0.1") { request in
            request.path == "/" ? .redirect(to: later.value) : .status(200)
        }
        let away = try ScriptedHTTPServer.start(host: "127.0.0.2") { _ in
            .redirect(to: home.url("/back").absoluteString)
        }
        later.set(away.url().absoluteString)
        defer {
            home.stop()
            away.stop()
        }
        #expect(await Self.outcome(Self.client(), HTTPRequest(.get, home.url())) == "200")
    }

    @Test(
        arguments: [
            ("127.0.0.1", nil, [], "not-allowed"), ("127.0.0.3", nil, [], "not-allowed"), ("127.0.0.2", nil, [], "200"),
            ("127.0.0.1", nil, ["127.0.0.1"], "200"),
            ("127.0.0.1", "127.0.0.1", [], "200"), ("127.0.0.1", "127.0.0.2", [], "not-allowed"),
            ("127.0.0.3", "127.0.0.3", [], "200"),
        ] as [(String, String?, Set<String>, String)])
    func untrustedURLsKeepTheRuleFromTheStart(
        _ host: String, _ source: String?, _ trusted: Set<String>, _ expected: String
    ) async throws {
        let server = try ScriptedHTTPServer.start(host: host) { _ in .status(200) }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url())
        request.options.untrustedURL = true
        request.options.urlSource = source.flatMap { URL(string: "http://\($0):1/") }
        #expect(await Self.outcome(Self.client(trusted), request) == expected)
    }

    @Test func whereTheSourceStandsIsRemembered() async throws {
        let registry = try ScriptedHTTPServer.start(host: "127.0.0.1") { _ in .status(401) }
        let tokens = try ScriptedHTTPServer.start(host: "127.0.0.3") { _ in .status(200) }
        defer {
            registry.stop()
            tokens.stop()
        }
        let client = Self.client()
        var request = HTTPRequest(.get, tokens.url())
        request.options.untrustedURL = true
        request.options.urlSource = registry.url()
        #expect(await Self.outcome(client, request) == "not-allowed")
        #expect(await Self.outcome(client, HTTPRequest(.get, registry.url())) == "401")
        #expect(await Self.outcome(client, request) == "200")
    }
}
