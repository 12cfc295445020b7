import Credentials
import HTTPTransport
import ImageModel
import Synchronization
import Testing

@testable import Registry

@Suite struct BasicFlowTests {
    private final class Rotating: CredentialProvider {
        private let passwords = Mutex(["old", "new"])

        func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
            let password = passwords.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
            return .basic(username: "me", password: Secret(password))
        }
    }

    private struct Broken: CredentialProvider {
        func credential(for repository: ImageRepository) async throws(CredentialError) -> RegistryCredential? {
            throw CredentialError(.programMissing, subject: "docker-credential-x", message: "is not installed")
        }
    }

    private static let index = ManifestText.index([])

    private func client(taking password: String) -> ScriptedClient {
        let expected = Secret.basic(user: "me", password: Secret(password))
        return ScriptedClient { request, _ in
            request.authorization == expected ? .body(Self.index) : .challenge(#"Basic realm="x""#)
        }
    }

    @Test func nothingIsShownUntilItIsAskedFor() async throws {
        let client = client(taking: "old")
        let registry = RegistryClient(http: client, credentials: Rotating())
        _ = try await registry.resolve("gcr.io/p/app:1")
        _ = try await registry.resolve("gcr.io/p/app:2")
        #expect(client.requests.map { $0.authorization != nil } == [false, true, true])
    }

    @Test func rotatedPasswordIsAskedForAgain() async throws {
        let client = client(taking: "new")
        let registry = RegistryClient(http: client, credentials: Rotating())
        _ = try await registry.resolve("gcr.io/p/app:1")
        _ = try await registry.resolve("gcr.io/p/app:2")
        #expect(client.requests.map { $0.authorization != nil } == [false, true, true, true])
    }

    /// Keeps what it gave until it is told that it was refused.
    private final class Leased: CredentialProvider {
        private let number = Mutex(1)
        let renewals = Mutex(0)

        func credential(for repository: ImageRepository) -> RegistryCredential? {
            .basic(username: "me", password: Secret("\(number.withLock(\.self))"))
        }

        func renewed(_ refused: RegistryCredential, for repository: ImageRepository) -> RegistryCredential? {
            renewals.withLock { $0 += 1 }
            guard refused == credential(for: repository) else { return nil }
            number.withLock { $0 += 1 }
            return credential(for: repository)
        }
    }

    @Test(arguments: [1, 2])
    func aTokenThatWasTakenBackIsRenewedOnce(good: Int) async throws {
        let leased = Leased()
        let client = ScriptedClient { request, line in
            let isNew = request.authorization == .basic(user: "me", password: Secret("2"))
            guard line.hasSuffix("/manifests/1") || isNew else { return .challenge(#"Basic realm="x""#) }
            return request.authorization == nil ? .challenge(#"Basic realm="x""#) : .body(Self.index)
        }
        let registry = RegistryClient(http: client, credentials: leased)
        if good == 1 { _ = try await registry.resolve("gcr.io/p/app:1") }
        for tag in ["2", "3"] { _ = try await registry.resolve(ImageReference(parsing: "gcr.io/p/app:\(tag)")) }
        _ = try await registry.resolve("gcr.io/p/other:2")
        #expect(leased.renewals.withLock(\.self) == 1, "\(client.lines)")
    }

    @Test func whatIsRefusedForGoodIsNotAskedForAgainAndAgain() async throws {
        let leased = Leased()
        let client = ScriptedClient { _, _ in .challenge(#"Basic realm="x""#) }
        let registry = RegistryClient(http: client, credentials: leased)
        await #expect(throws: RegistryError.self) { try await registry.resolve("gcr.io/p/app:1") }
        #expect(client.requests.count == 3 && leased.renewals.withLock(\.self) == 1)
    }

    /// ECR answers 403 to a token that has ended, to HEAD without a word.
    @Test func elasticRegistrysForbiddenMayMeanThatATokenEnded() async throws {
        let host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
        let leased = Leased()
        let client = ScriptedClient { request, line in
            guard let shown = request.authorization else { return .challenge(#"Basic realm="x""#) }
            let isGood = line.hasSuffix("/manifests/1") || shown == .basic(user: "me", password: Secret("2"))
            return isGood
                ? .body(Self.index)
                : .status(403, #"{"errors":[{"code":"DENIED","message":"Your authorization token has expired."}]}"#)
        }
        let registry = RegistryClient(http: client, credentials: leased)
        for tag in ["1", "2"] { _ = try await registry.resolve(ImageReference(parsing: "\(host)/app:\(tag)")) }
        #expect(leased.renewals.withLock(\.self) == 1)
    }

    /// A realm that refuses what a token is to be made from.
    @Test func aRealmThatRefusesIsAskedWithARenewedCredential() async throws {
        let leased = Leased()
        let good = Secret.basic(user: "me", password: Secret("2"))
        let client = ScriptedClient { request, line in
            if line.contains("/token") {
                return request.authorization == good ? .status(200, #"{"token":"t"}"#) : .status(401, "")
            }
            return request.authorization == .bearer(Secret("t"))
                ? .body(Self.index) : .challenge(#"Bearer realm="https://gcr.io/token",service="gcr.io""#)
        }
        let registry = RegistryClient(http: client, credentials: leased)
        _ = try await registry.resolve("gcr.io/p/app:1")
        #expect(leased.renewals.withLock(\.self) == 1)
    }

    @Test func brokenProviderDoesNotKeepFromPublicImages() async throws {
        let registry = RegistryClient(
            http: ScriptedClient { _, _ in .body(Self.index) }, credentials: Broken()
        )
        _ = try await registry.resolve("gcr.io/p/app:1")
    }

    @Test func brokenProviderIsNamedWhereItIsNeeded() async throws {
        let registry = RegistryClient(http: client(taking: "x"), credentials: Broken())
        let error = await #expect(throws: RegistryError.self) { try await registry.resolve("gcr.io/p/app:1") }
        #expect(
            error?.message == "gcr.io wants credentials for p/app (401), and they could not be had: "
                + "docker-credential-x: is not installed")
    }
}
