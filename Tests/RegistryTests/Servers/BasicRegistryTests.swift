import Credentials
import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Registry
import Testing

@Suite struct BasicRegistryTests {
    private static let host = "us-docker.pkg.dev"
    private static let right = RegistryCredential.basic(username: "robot$x", password: Secret("p:ss wörd"))
    private let reference: ImageReference = "us-docker.pkg.dev/p/app:1.0"

    private func registry() async throws -> (DockerRegistry, BuiltImage) {
        let registry = try await DockerRegistry.start(.basic(user: "robot$x", password: "p:ss wörd"))
        let image = try ImageBuilder(seed: "app").index()
        try await registry.push(image, to: "p/app", tag: "1.0")
        return (registry, image)
    }

    @Test func rightPasswordResolves() async throws {
        let (registry, image) = try await registry()
        let client = RegistryClient(.serving(Self.host, by: registry), [Self.host: Self.right])
        #expect(try await client.resolve(reference).digest.description == image.digest)
    }

    @Test func dockersConfigurationHasThePassword() async throws {
        let (registry, image) = try await registry()
        let directory = try TemporaryDirectory("docker-config")
        try DockerConfig([Self.host: (user: "robot$x", password: "p:ss wörd")]).write(to: directory.path)
        let client = RegistryClient(
            configuration: .serving(Self.host, by: registry), http: CURLClient(),
            credentials: DockerConfigCredentials(environment: ["DOCKER_CONFIG": directory.path])
        )
        #expect(try await client.resolve(reference).digest.description == image.digest)
    }

    @Test func wrongPasswordNamesTheUserOnly() async throws {
        let (registry, _) = try await registry()
        let wrong = RegistryCredential.basic(username: "robot$x", password: Secret("hunter2"))
        let client = RegistryClient(.serving(Self.host, by: registry), [Self.host: wrong])
        let error = await #expect(throws: RegistryError.self) { try await client.resolve(reference) }
        #expect(error?.reason == .unauthorized)
        #expect(
            error?.message
                == "us-docker.pkg.dev refused user 'robot$x' for p/app (401 UNAUTHORIZED: authentication required): "
                + "check that the password is current and that this user may do it")
        #expect(!String(reflecting: error).contains("hunter2"))
    }

    @Test func noCredentialSaysHowToGiveOne() async throws {
        let (registry, _) = try await registry()
        let client = RegistryClient(.serving(Self.host, by: registry))
        let error = await #expect(throws: RegistryError.self) { try await client.resolve(reference) }
        #expect(
            error?.message
                == "us-docker.pkg.dev wants credentials for p/app (401 UNAUTHORIZED: authentication required), "
                + "and none are known: run 'docker login us-docker.pkg.dev', "
                + "or name a Docker configuration that has them")
    }

    @Test func unapprovedEndpointGetsNoCredential() async throws {
        let (registry, _) = try await registry()
        let client = RegistryClient(.serving(Self.host, by: registry, credentials: false), [Self.host: Self.right])
        let error = await #expect(throws: RegistryError.self) { try await client.resolve(reference) }
        #expect(
            error?.message
                == "us-docker.pkg.dev wants credentials for p/app (401 UNAUTHORIZED: authentication required), "
                + "and none are sent to this endpoint, as only the repository's own configuration names it: "
                + "the operator can allow it")
    }

    @Test func tokenThatTheRegistryItselfTakesIsSentAsItIs() async throws {
        let (registry, _) = try await registry()
        let client = RegistryClient(.serving(Self.host, by: registry), [Self.host: .bearer(Secret("abc"))])
        let error = await #expect(throws: RegistryError.self) { try await client.resolve(reference) }
        #expect(error?.message.hasPrefix("us-docker.pkg.dev refused the token given for p/app (401") == true)
    }
}
