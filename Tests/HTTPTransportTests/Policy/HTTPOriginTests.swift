import Foundation
import Testing

@testable import HTTPTransport

@Suite struct HTTPOriginTests {
    @Test(arguments: [
        ("https://Example.COM/x", "https://example.com", 443), ("http://a:8080", "http://a:8080", 8080),
        ("https://a:443/", "https://a", 443), ("http://a:443/", "http://a:443", 443),
        ("https://[::1]:5000/", "https://[::1]:5000", 5000), ("HTTPS://u:p@a?q#f", "https://a", 443),
    ])
    func urlsHaveOrigins(_ text: String, _ expected: String, _ port: Int) throws {
        let url = try #require(URL(string: text))
        let origin = try #require(HTTPOrigin(url))
        #expect(origin.description == expected)
        #expect(origin.port == port)
    }

    @Test(arguments: ["/x", "ftp://a/", "https:///x", "mailto:a@b"]) func othersHaveNone(_ text: String) throws {
        let url = try #require(URL(string: text))
        #expect(HTTPOrigin(url) == nil)
    }

    @Test(arguments: [
        ("localhost", true), ("a.localhost", true), ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true),
        ("[::1]", true), ("::ffff:127.0.0.1", true), ("localhost.example.com", false), ("127.0.0.1.example.com", false),
        ("128.0.0.1", false), ("127.1", false), ("10.0.0.1", false),
    ])
    func loopbackBySpelling(_ host: String, _ expected: Bool) {
        #expect(HTTPOrigin(scheme: "http", host: host, port: 80).isLoopback == expected)
    }

    @Test(
        arguments: [
            (["a"], true), (["a:80"], true), (["a:81"], false), (["b"], false), ([], false),
        ] as [(Set<String>, Bool)])
    func namesWithAndWithoutPort(_ names: Set<String>, _ expected: Bool) {
        #expect(HTTPOrigin(scheme: "http", host: "A", port: 80).isNamed(in: names) == expected)
    }

    @Test(arguments: ["[::1]:80", "[::1]", "::1"]) func namesOfAddresses(_ name: String) {
        #expect(HTTPOrigin(scheme: "http", host: "::1", port: 80).isNamed(in: [name]))
    }

    @Test(arguments: [
        ("https://me:secret@a:444/b%20c?token=1#f", "https://a:444/b%20c"), ("https://a", "https://a/"),
        ("ftp://me:secret@a/b", "ftp://…"), ("relative", "?://…"),
    ])
    func redactedURLs(_ text: String, _ expected: String) throws {
        let url = try #require(URL(string: text))
        #expect(url.redacted == expected)
    }
}
