import Foundation
import HTTPTransport
import PinnaceTestSupport
import Testing

@testable import Controller

/// Tokens of Google's that come with a push of Pub/Sub.
@Suite struct IdentityTokenTests {
    private static let subscription = IdentityTokens.Subscription(
        audience: TokenIssuer.audience, email: TokenIssuer.email)
    private static let google = TokenIssuer.google

    private static func client() -> CURLClient {
        var configuration = HTTPClientConfiguration(version: "test")
        configuration.proxies = .none
        return CURLClient(configuration)
    }

    private func accepts(
        _ token: String, given: String? = nil, from subscriptions: [IdentityTokens.Subscription] = [subscription],
        now: Double = TokenIssuer.now
    ) async throws -> Bool {
        let tokens = IdentityTokens(http: Self.client(), address: "http://127.0.0.1:1/certs")
        return await tokens.accepts(
            token[...], from: subscriptions, given: Array((try given ?? Self.google.published).utf8), now: now)
    }

    @Test func theSubscriptionsTokenIsTaken() async throws {
        #expect(try await accepts(Self.google.token()))
        #expect(try await accepts(Self.google.token(TokenIssuer.claims { $0["iss"] = "accounts.google.com" })))
        let another = IdentityTokens.Subscription(audience: "x", email: TokenIssuer.email)
        #expect(try await accepts(Self.google.token(), from: [another, Self.subscription]))
    }

    @Test(
        arguments: [
            ("another issuer", "iss", "https://evil.example.com"), ("another audience", "aud", "https://example.com"),
            ("another account", "email", "someone@project.iam.gserviceaccount.com"),
            ("a list of audiences", "aud", ["a"]),
            ("an address that nobody verified", "email_verified", false), ("no number for a time", "exp", "never"),
            ("one that is over", "exp", TokenIssuer.now - 61), ("one that is not yet", "iat", TokenIssuer.now + 61),
            ("no issuer", "iss", NSNull()), ("no address", "email", NSNull()),
            ("no word on it", "email_verified", NSNull()),
        ] as [(String, String, any Sendable)])
    func whatSaysSomethingElseIsNot(_ what: String, _ claim: String, _ value: any Sendable) async throws {
        let token = try Self.google.token(TokenIssuer.claims { $0[claim] = value })
        #expect(try await !accepts(token), "\(what)")
    }

    @Test func whatIsNotSignedSoIsNot() async throws {
        let good = try Self.google.token()
        let parts = good.split(separator: ".").map(String.init)
        let none = TokenIssuer.text(Data(#"{"alg":"none","kid":"key-1"}"#.utf8))
        let forged: [String] = [
            "", ".", "..", "...", good + ".", "Bearer \(good)", "\(parts[0]).\(parts[1]).", "\(parts[0]).\(parts[1])",
            "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])", good + "=", good.replacing("_", with: "/") + "/",
            String(good.dropLast(8)) + "AAAAAAAA", parts[1] + "." + parts[0] + "." + parts[2],
            try Self.google.token(algorithm: "HS256"), try Self.google.token(algorithm: "RS512"),
            try Self.google.token(key: "key-2"), try TokenIssuer(name: "key-1").token(),
            try Self.google.token(TokenIssuer.claims { $0["padding"] = String(repeating: "x", count: 16 << 10) }),
        ]
        for token in forged { #expect(try await !accepts(token), "\(token.prefix(80))") }
        for given in ["", "{}", "[]", #"{"keys": [{"kty": "RSA", "kid": "key-1", "n": "AA", "e": "AQ"}]}"#] {
            #expect(try await !accepts(good, given: given), "\(given)")
        }
        #expect(try await !accepts(good, from: []))
    }

    /// Each byte that somebody could turn.
    @Test func noByteOfItCanBeChanged() async throws {
        let good = Array(try Self.google.token().utf8)
        let keys = Array(try Self.google.published.utf8)
        let tokens = IdentityTokens(http: Self.client(), address: "")
        for index in good.indices where good[index] != UInt8(ascii: ".") {
            var bytes = good
            bytes[index] = bytes[index] == UInt8(ascii: "A") ? UInt8(ascii: "Q") : UInt8(ascii: "A")
            let text = String(decoding: bytes, as: UTF8.self)
            // The last letter of a part has bits that mean nothing.
            let isLast = index + 1 == good.count || good[index + 1] == UInt8(ascii: ".")
            if isLast { continue }
            let isTaken = await tokens.accepts(
                text[...], from: [Self.subscription], given: keys, now: TokenIssuer.now)
            #expect(!isTaken, "byte \(index)")
        }
    }

    @Test func keysAreFetchedWhenTheyAreNeededAndNoMoreOftenForForgeries() async throws {
        let document = try Self.google.published
        let server = try ScriptedHTTPServer.start { _ in .text(document) }
        defer { server.stop() }
        let tokens = IdentityTokens(http: Self.client(), address: server.url("/certs").absoluteString)
        let good = try Self.google.token(TokenIssuer.claims(now: Date.now.timeIntervalSince1970))
        // What is not for us is not worth a question.
        #expect(await !tokens.accepts("a.b.c", from: [Self.subscription], given: nil))
        #expect(server.requests.isEmpty)
        #expect(await tokens.accepts(good[...], from: [Self.subscription], given: nil))
        for number in 0..<20 {
            let forged = try Self.google.token(
                TokenIssuer.claims(now: Date.now.timeIntervalSince1970), key: "guess-\(number)")
            #expect(await !tokens.accepts(forged[...], from: [Self.subscription], given: nil))
            #expect(await tokens.accepts(good[...], from: [Self.subscription], given: nil))
        }
        #expect(server.requests.count == 1)
    }

    @Test func withoutKeysNobodyIsBelieved() async throws {
        let server = try ScriptedHTTPServer.start { _ in .status(503) }
        defer { server.stop() }
        let tokens = IdentityTokens(http: Self.client(), address: server.url("/certs").absoluteString)
        let good = try Self.google.token(TokenIssuer.claims(now: Date.now.timeIntervalSince1970))
        #expect(await !tokens.accepts(good[...], from: [Self.subscription], given: nil))
    }
}
