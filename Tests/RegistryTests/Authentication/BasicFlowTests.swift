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
        let registry = RegistryClient(http: client(taking: "new"), credentials: Rotating())
        let error = await #expect(throws: RegistryError.self) { try await registry.resolve("gcr.io/p/app:1") }
        #expect(error?.reason == .unauthorized)
        _ = try await registry.resolve("gcr.io/p/app:2")
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
