import Foundation
import HTTPTransport
import PinnaceTestSupport
import Synchronization
import Testing

@testable import Forges

/// docs.github.com, "Generating a JSON Web Token (JWT) for a GitHub App" and "Create an installation access token".
@Suite struct GitHubAppTests {
    private let directory: TemporaryDirectory
    private let key: String

    init() async throws {
        directory = try TemporaryDirectory("github-app")
        key = directory.path("app.pem")
        try await Command.run("openssl", ["genrsa", "-out", key, "2048"]).checked()
    }

    @Test func tradedForATokenAndRenewedBeforeItsEnd() async throws {
        let clock = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
        let count = Mutex(0)
        let server = try ScriptedHTTPServer.start { request in
            switch "\(request.method) \(request.path)" {
            case "GET /api/v3/repos/team/config/installation": return .text(#"{"id": 99, "app_id": 7}"#)
            case "POST /api/v3/app/installations/99/access_tokens":
                let number = count.withLock {
                    $0 += 1
                    return $0
                }
                let end = clock.withLock { $0 }.addingTimeInterval(3_600).formatted(.iso8601)
                return .text(#"{"token": "ghs_\#(number)", "expires_at": "\#(end)"}"#, status: 201)
            default: return .status(404)
            }
        }
        defer { server.stop() }
        let app = try #require(
            try app(server, ["PINNACE_GITHUB_APP_ID": "7", "PINNACE_GITHUB_APP_KEY_FILE": key]) {
                clock.withLock(\.self)
            })
        #expect(try await app.header().value.reveal() == "Bearer ghs_1")
        clock.withLock { $0 += 3_000 }
        #expect(try await app.header().value.reveal() == "Bearer ghs_1")
        clock.withLock { $0 += 301 }
        #expect(try await app.header().value.reveal() == "Bearer ghs_2")

        let token = try #require(server.requests.first?[header: "Authorization"]?.dropFirst("Bearer ".count))
        let parts = token.split(separator: ".").map(String.init)
        #expect(parts.count == 3)
        #expect(Self.json(parts[0]) == ["alg": "RS256", "typ": "JWT"])
        #expect(Self.json(parts[1]) == ["iat": 1_799_999_940, "exp": 1_800_000_540, "iss": "7"])
        try await verify(parts)
        let trade = try #require(server.requests.first { $0.method == "POST" })
        #expect(trade.text == #"{"repositories":["config"]}"#)
    }

    /// git and the forge's client, and a client that learns that its token was taken back.
    @Test func sharedAndForgottenWhereItIsRefused() async throws {
        let count = Mutex(0)
        let server = try ScriptedHTTPServer.start { request in
            switch (request.method, request[header: "Authorization"]) {
            case ("POST", _):
                let number = count.withLock {
                    $0 += 1
                    return $0
                }
                return .text(#"{"token": "ghs_\#(number)", "expires_at": "2100-01-01T00:00:00Z"}"#, status: 201)
            case ("GET", "Bearer ghs_1"): return .text(#"{"message": "Bad credentials"}"#, status: 401)
            default: return .text("[]")
            }
        }
        defer { server.stop() }
        let environment = [
            "PINNACE_GITHUB_APP_ID": "7", "PINNACE_GITHUB_APP_KEY_FILE": key,
            "PINNACE_GITHUB_APP_INSTALLATION_ID": "99",
        ]
        let apps = GitHubAppTokens()
        let repository = ForgeRepository(
            kind: .github, api: server.url("/api/v3"), host: "ghe.example.com", path: ["team", "config"])
        func tokens() -> ForgeTokens {
            ForgeTokens(environment: environment, http: CURLClient(HTTPClientConfiguration()), apps: apps)
        }
        let password = try #require(try tokens().gitPassword(for: repository))
        #expect(try await password.current().reveal() == "ghs_1")
        let api = ForgeAPI(
            http: CURLClient(HTTPClientConfiguration()), base: repository.api,
            authorization: try tokens().authorization(for: repository), subject: "s")
        #expect(try await api.get("/pulls", as: [Int].self) == [])
        #expect(count.withLock(\.self) == 2)
        #expect(try await password.current().reveal() == "ghs_2")
        #expect(try await password.renewed(Secret("ghs_1")) == nil, "it is not the app's any more")
        #expect(try await password.renewed(Secret("ghs_2"))?.reveal() == "ghs_3")
        let elsewhere = ForgeRepository(
            kind: .gitlab, api: server.url("/api/v4"), host: "gitlab.example.com", path: ["team", "config"])
        #expect(try tokens().gitPassword(for: elsewhere) == nil)
    }

    @Test(
        arguments: [
            ([:], nil),
            (
                ["PINNACE_GITHUB_APP_ID": "7"],
                "PINNACE_GITHUB_APP_KEY_FILE: an app needs its private key: name the PEM file here, or put what is in it into "
                    + "PINNACE_GITHUB_APP_KEY"
            ),
            (
                ["PINNACE_GITHUB_APP_ID": "7", "PINNACE_GITHUB_APP_KEY_FILE": "/nonexistent.pem"],
                "/nonexistent.pem: the app's private key cannot be read"
            ),
        ] as [([String: String], String?)])
    func halfAnApp(_ environment: [String: String], _ message: String?) throws {
        let server = try ScriptedHTTPServer.start { _ in .status(404) }
        defer { server.stop() }
        guard let message else { return #expect(try app(server, environment) == nil) }
        let error = #expect(throws: ForgeError.self) { try app(server, environment) }
        #expect(error?.description == message)
    }

    private func app(
        _ server: ScriptedHTTPServer, _ environment: [String: String],
        now: @escaping @Sendable () -> Date = { Date() }
    ) throws -> GitHubApp? {
        let repository = ForgeRepository(
            kind: .github, api: server.url("/api/v3"), host: "ghe.example.com", path: ["team", "config"])
        return try GitHubApp(environment, repository, CURLClient(HTTPClientConfiguration()), now: now)
    }

    private static func data(_ text: String) -> Data {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)) ?? Data()
    }

    private static func json(_ text: String) -> NSDictionary? {
        try? JSONSerialization.jsonObject(with: data(text)) as? NSDictionary
    }

    private func verify(_ parts: [String]) async throws {
        try directory.write("signed", "\(parts[0]).\(parts[1])")
        try Self.data(parts[2]).write(to: URL(filePath: directory.path("signature")))
        try await Command.run("openssl", ["rsa", "-in", key, "-pubout", "-out", directory.path("public.pem")]).checked()
        let result = try await Command.run(
            "openssl",
            [
                "dgst", "-sha256", "-verify", directory.path("public.pem"), "-signature", directory.path("signature"),
                directory.path("signed"),
            ])
        #expect(try result.checked() == "Verified OK")
    }
}
