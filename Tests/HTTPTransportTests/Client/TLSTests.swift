import Foundation
import PinnaceTestSupport
import Testing

@testable import HTTPTransport

@Suite(.enabled(if: TLSFront.isAvailable)) struct TLSTests {
    /// Runs `body` with a server that echoes how it was asked, and a front that answers.
    private func withFront(
        requestsPerConnection: Int = 1000, address: String = "127.0.0.1", _ body: (TLSFront) async throws -> Void
    ) async throws {
        let server = try ScriptedHTTPServer.start { request in
            let seen = ["x-protocol", "x-connection", "x-client"].map { request[header: $0] ?? "" }
            return .text(seen.joined(separator: " "))
        }
        defer { server.stop() }
        try await TLSFront.serving(server, requestsPerConnection: requestsPerConnection, address: address) { front in
            let client = CURLClient(unverified(front))
            for _ in 1...200 {
                if (try? await client.send(once(front.url(host: address))))?.status == 200 {
                    return try await body(front)
                }
                try await Task.sleep(for: .milliseconds(10))
            }
            Issue.record("nginx did not start")
        }
    }

    private func unverified(_ front: TLSFront) -> HTTPClientConfiguration {
        var configuration = HTTPClientConfiguration()
        configuration.unverifiedTLSHosts = ["127.0.0.1:\(front.port)", "[::1]:\(front.port)"]
        return configuration
    }

    private func trusting(_ tls: HTTPHostTLS) -> HTTPClientConfiguration {
        var configuration = HTTPClientConfiguration()
        configuration.tls = ["127.0.0.1": tls]
        return configuration
    }

    private func once(_ url: URL) -> HTTPRequest {
        var request = HTTPRequest(.get, url)
        request.options.retry = .never
        return request
    }

    private func ask(_ configuration: HTTPClientConfiguration, _ url: URL) async -> String {
        do {
            let words = String(decoding: try await CURLClient(configuration).send(once(url)).body, as: UTF8.self)
            let parts = words.split(separator: " ")
            return "\(parts.first ?? "") \(parts.last ?? "")"
        } catch {
            return error.code.rawValue
        }
    }

    @Test func certificatesAreChecked() async throws {
        try await withFront { front in
            let url = front.url()
            let own = PEMSource.file(front.file("ca.pem"))
            let other = PEMSource.bytes(try front.bytes("client.pem"))
            #expect(await ask(HTTPClientConfiguration(), url) == "tls-failed")

            var configuration = HTTPClientConfiguration()
            configuration.authorities = own
            #expect(await ask(configuration, url) == "HTTP/2.0 NONE")
            #expect(await ask(configuration, front.url(host: "localhost")) == "HTTP/2.0 NONE")
            #expect(await ask(configuration, front.url(host: "other.localhost")) == "tls-failed")
            configuration.authorities = .bytes(try front.bytes("ca.pem"))
            #expect(await ask(configuration, url) == "HTTP/2.0 NONE")
            configuration.authorities = other
            #expect(await ask(configuration, url) == "tls-failed")

            #expect(await ask(trusting(HTTPHostTLS(additionalAuthorities: [own])), url) == "HTTP/2.0 NONE")
            #expect(await ask(trusting(HTTPHostTLS(additionalAuthorities: [other, own])), url) == "HTTP/2.0 NONE")
            var only = HTTPHostTLS(additionalAuthorities: [own], trustsOnlyAdditionalAuthorities: true)
            #expect(await ask(trusting(only), url) == "HTTP/2.0 NONE")
            only.additionalAuthorities = [other]
            configuration = trusting(only)
            configuration.authorities = own
            #expect(await ask(configuration, url) == "tls-failed")
            #expect(await ask(trusting(HTTPHostTLS(additionalAuthorities: [.file("/none")])), url) == "tls-failed")

            #expect(await ask(unverified(front), url) == "HTTP/2.0 NONE")
            #expect(await ask(unverified(front), front.url(host: "localhost")) == "tls-failed")
        }
    }

    @Test func clientCertificatesAreShownToTheirHost() async throws {
        try await withFront { front in
            let url = front.url()
            let ca = PEMSource.file(front.file("ca.pem"))
            var tls = HTTPHostTLS(additionalAuthorities: [ca])
            tls.clientCertificate = .file(front.file("client.pem"))
            tls.clientKey = .file(front.file("client.key"))
            #expect(await ask(trusting(tls), url) == "HTTP/2.0 SUCCESS")
            tls.clientCertificate = .bytes(try front.bytes("client.pem"))
            tls.clientKey = .bytes(try front.bytes("client.key"))
            #expect(await ask(trusting(tls), url) == "HTTP/2.0 SUCCESS")
            var configuration = trusting(tls)
            configuration.authorities = ca
            #expect(await ask(configuration, front.url(host: "localhost")) == "HTTP/2.0 NONE")
        }
    }

    @Test func manyRequestsShareAConnectionAndStreamsHaveTheirOwn() async throws {
        try await withFront { front in
            let client = CURLClient(trusting(HTTPHostTLS(additionalAuthorities: [.file(front.file("ca.pem"))])))
            let url = front.url()
            let request = once(url)
            let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for _ in 1...40 { group.addTask { try await client.send(request).body } }
                return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
            }
            #expect(answers.count == 1)
            let stream = try await client.stream(request)
            let words = String(decoding: try await stream.nextChunk() ?? [], as: UTF8.self)
            #expect(words.hasPrefix("HTTP/1.1 "))
            #expect(try await stream.nextChunk() == nil)
            #expect(Set([try await client.send(request).body]) == answers)
        }
    }

    /// nginx ends a connection after its `keepalive_requests`, in the midst of what is multiplexed on it.
    @Test(arguments: [1, 7]) func connectionsThatEndAtACountLoseNothing(_ count: Int) async throws {
        try await withFront(requestsPerConnection: count) { front in
            let client = CURLClient(trusting(HTTPHostTLS(additionalAuthorities: [.file(front.file("ca.pem"))])))
            let request = HTTPRequest(.get, front.url())
            let answers = try await withThrowingTaskGroup(of: HTTPResponse.self) { group in
                for _ in 1...120 { group.addTask { try await client.send(request) } }
                return try await group.reduce(into: [HTTPResponse]()) { $0.append($1) }
            }
            #expect(answers.count == 120)
            #expect(
                answers.allSatisfy {
                    $0.status == 200 && String(decoding: $0.body, as: UTF8.self).hasPrefix("HTTP/2.0")
                })
            #expect(Set(answers.map(\.body)).count > 1)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/net/if_inet6")))
    func addressesOfVersionSixAreAsked() async throws {
        try await withFront(address: "[::1]") { front in
            var configuration = HTTPClientConfiguration()
            configuration.authorities = .file(front.file("ca.pem"))
            let answer = try await CURLClient(configuration).send(once(front.url(host: "[::1]")))
            #expect(answer.status == 200)
        }
    }

    @Test func streamsGoBothWays() async throws {
        try await withFront { front in
            let client = CURLClient(trusting(HTTPHostTLS(additionalAuthorities: [.file(front.file("ca.pem"))])))
            for length in [Int64(4 << 20), nil] {
                let pieces = Pieces(count: 64, of: [UInt8](repeating: 1, count: 64 << 10))
                let body = HTTPRequestBody.stream(length: length) { pieces.next() }
                let response = try await client.send(HTTPRequest(.put, front.url("/up"), body: body))
                #expect(response.status == 200)
            }
        }
    }
}
