import Credentials
import HTTPTransport
import ImageModel
import Synchronization
import Testing

@testable import Registry

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct BearerTokenFlowTests {
    private static let index = ManifestText.index([])
    private static let challenge =
        #"Bearer realm="https://auth.example/token",service="reg",scope="repository:placeholder:pull""#
    private static let basic = RegistryCredential.basic(username: "me", password: Secret("secret"))

    /// A registry that takes tokens named `good…`, and its token service, which gives what `tokens` says.
    private func client(
        challenge: String = Self.challenge, tokens: @escaping @Sendable (HTTPRequest) -> ScriptedClient.Answer
    ) -> ScriptedClient {
        ScriptedClient { request, line in
            if !line.contains("/v2/") { return tokens(request) }
            return request.authorization?.reveal().hasPrefix("Bearer good") == true
                ? .body(Self.index) : .challenge(challenge)
        }
    }

    private func resolve(
        _ client: ScriptedClient, _ credential: RegistryCredential? = Self.basic, host: String = "gcr.io"
    ) async throws -> ResolvedImage {
        try await RegistryClient(RegistryConfiguration(), credential.map { [host: $0] } ?? [:], http: client)
            .resolve(ImageReference(parsing: "\(host)/p/app:1"))
    }

    private func failure(
        _ client: ScriptedClient, _ credential: RegistryCredential? = Self.basic, host: String = "gcr.io"
    ) async throws -> RegistryError {
        try #require(await #expect(throws: RegistryError.self) { try await resolve(client, credential, host: host) })
    }

    @Test func scopeIsBuiltHereAndTheRealmIsNotTrusted() async throws {
        let client = client { _ in .status(200, #"{"access_token":"good"}"#) }
        _ = try await resolve(client)
        #expect(
            client.lines == [
                "GET https://gcr.io/v2/p/app/manifests/1",
                "GET https://auth.example/token?service=reg&scope=repository%3Ap%2Fapp%3Apull",
                "GET https://gcr.io/v2/p/app/manifests/1",
            ])
        let token = client.requests[1]
        #expect(token.authorization?.reveal() == "Basic bWU6c2VjcmV0")
        #expect(token.options.untrustedURL)
        #expect(token.options.urlSource?.absoluteString == "https://gcr.io")
        #expect(token.options.maximumBodyBytes == 64 << 10)
    }

    @Test func realmKeepsItsOwnQuery() async throws {
        let client = client(challenge: #"Basic realm="x", Bearer realm="https://auth.example/t?tenant=1""#) { _ in
            .status(200, #"{"token":"good"}"#)
        }
        _ = try await resolve(client, nil)
        #expect(client.lines[1] == "GET https://auth.example/t?tenant=1&scope=repository%3Ap%2Fapp%3Apull")
        #expect(client.requests[1].authorization == nil)
    }

    @Test func identityTokenTravelsInTheBody() async throws {
        let client = client { _ in .status(200, #"{"access_token":"good"}"#) }
        _ = try await resolve(client, .identityToken(Secret("re/fresh")))
        let post = client.requests[1]
        #expect(client.lines[1] == "POST https://auth.example/token")
        guard case .bytes(let body) = post.body else { return #expect(Bool(false)) }
        #expect(
            String(decoding: body, as: UTF8.self)
                == "grant_type=refresh_token&service=reg&client_id=pinnace&scope=repository%3Ap%2Fapp%3Apull"
                + "&refresh_token=re%2Ffresh")
        #expect(post.options.redirects == .refuse)
    }

    @Test func freshTokenThatIsRefusedIsTheAnswer() async throws {
        let given = Mutex(0)
        let client = client { _ in
            let count = given.withLock { count in
                count += 1
                return count
            }
            return .status(200, count == 1 ? #"{"token":"stale"}"# : #"{"token":"good","expires_in":300}"#)
        }
        // Another token for the same would fare no better.
        #expect(try await failure(client).reason == .unauthorized)
        #expect(given.withLock(\.self) == 1)
    }

    @Test func revokedTokenIsRenewedOnce() async throws {
        let accepted = Mutex("good1")
        let given = Mutex(0)
        let client = ScriptedClient { request, line in
            guard line.contains("/v2/") else {
                let count = given.withLock { count in
                    count += 1
                    return count
                }
                return .status(200, #"{"token":"good\#(count)","expires_in":300}"#)
            }
            let expected = accepted.withLock { "Bearer \($0)" }
            return request.authorization?.reveal() == expected ? .body(Self.index) : .challenge(Self.challenge)
        }
        let registry = RegistryClient(RegistryConfiguration(), ["gcr.io": Self.basic], http: client)
        _ = try await registry.resolve("gcr.io/p/app:1")
        accepted.withLock { $0 = "good2" }
        _ = try await registry.resolve("gcr.io/p/app:2")
        accepted.withLock { $0 = "none" }
        let error = await #expect(throws: RegistryError.self) { try await registry.resolve("gcr.io/p/app:3") }
        #expect(error?.reason == .unauthorized)
        #expect(given.withLock(\.self) == 3)
    }

    @Test(arguments: [
        ("http://auth.example/token", "gcr.io", "where credentials would travel unencrypted"),
        ("http://127.0.0.1/token", "gcr.io", "where credentials would travel unencrypted"),
        ("http://auth.example/token", "localhost:5000", "where credentials would travel unencrypted"),
        ("ftp://auth.example/token", "gcr.io", "which is no address"),
        ("/token", "gcr.io", "which is no address"),
        ("https://me:pw@auth.example/token", "gcr.io", "which is no address"),
    ])
    func realmThatWouldLeakIsRefused(_ realm: String, _ host: String, _ why: String) async throws {
        let client = client(challenge: #"Bearer realm="\#(realm)""#) { _ in .status(200, #"{"token":"good"}"#) }
        let error = try await failure(client, host: host)
        #expect(error.code == .notAllowed)
        #expect(error.message == "\(host) sends for tokens to '\(realm)', \(why); nothing was sent")
        #expect(client.lines.count == 1)
    }

    @Test func localRegistryMayHaveALocalTokenService() async throws {
        let client = client(challenge: #"Bearer realm="http://127.0.0.1:5001/token""#) { _ in
            .status(200, #"{"token":"good"}"#)
        }
        _ = try await resolve(client, host: "localhost:5000")
        #expect(client.requests[1].authorization != nil)
    }

    @Test(arguments: [
        #"{}"#, #"{"token":""}"#, #"{"token":"a b"}"#, "{\"token\":\"a\\r\\nX-Evil: 1\"}", "<html>", #"{"token":1}"#,
    ])
    func answerWithoutAUsableTokenIsNotOne(_ body: String) async throws {
        let error = try await failure(client { _ in .status(200, body) })
        #expect(error.code == .invalidAnswer)
        #expect(error.message == "the token service of gcr.io at https://auth.example/token answered without a token")
    }

    @Test(arguments: [400, 401, 403]) func serviceThatDeniesIsUnauthorized(_ status: Int) async throws {
        let error = try await failure(
            client { _ in .status(status, #"{"errors":[{"code":"DENIED","message":"no"}]}"#) })
        #expect(error.reason == .unauthorized)
        #expect(
            error.message == "gcr.io refused user 'me' for p/app (\(status) DENIED: no): "
                + "check that the password is current and that this user may do it")
    }

    @Test func serviceInTroubleIsUnavailable() async throws {
        #expect(try await failure(client { _ in .status(503) }).reason == .registryUnavailable)
        #expect(try await failure(client { _ in .failure(.timedOut) }).reason == .registryUnavailable)
        #expect(try await failure(client { _ in .status(429) }).reason == .rateLimited)
        #expect(try await failure(client { _ in .status(404) }).reason == .registryUnavailable)
    }

    @Test func challengeAfterARedirectGetsNothing() async throws {
        let client = ScriptedClient { _, _ in
            var answer = ScriptedClient.Answer.challenge(Self.challenge)
            answer.url = URL(string: "https://elsewhere.example/v2/p/app/manifests/1")
            return answer
        }
        #expect(try await failure(client).reason == .unauthorized)
        #expect(client.lines.count == 1)
    }
}
