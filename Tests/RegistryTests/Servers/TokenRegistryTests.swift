import Credentials
import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Registry
import Testing

@Suite struct TokenRegistryTests {
    private static let host = "ghcr.io"
    private static let right = RegistryCredential.basic(username: "pinnace", password: Secret("correct horse"))
    private let directory: TemporaryDirectory
    private let tokens: TokenServer
    private let registry: DockerRegistry
    private let image: BuiltImage

    init() async throws {
        directory = try TemporaryDirectory("token-registry")
        tokens = try await TokenServer.start(in: directory.path)
        registry = try await DockerRegistry.start(.token(tokens))
        image = try ImageBuilder(seed: "app").index()
        try await registry.push(image, to: "p/app", tag: "1.0")
    }

    private func client(_ credential: RegistryCredential? = nil) -> RegistryClient {
        RegistryClient(.serving(Self.host, by: registry), credential.map { [Self.host: $0] } ?? [:])
    }

    @Test func passwordIsTradedForAToken() async throws {
        let client = client(Self.right)
        #expect(try await client.resolve("ghcr.io/p/app:1.0").digest.description == image.digest)
        #expect(tokens.requests.map(\.method) == ["GET"])
        #expect(tokens.requests.first?.user == "pinnace")
        #expect(tokens.requests.first?.service == tokens.service)
        #expect(tokens.requests.first?.scopes == ["repository:p/app:pull"])
    }

    @Test func publicImageNeedsNoCredential() async throws {
        tokens.change { $0.anonymousActions = ["pull"] }
        #expect(try await client().resolve("ghcr.io/p/app:1.0").digest.description == image.digest)
        #expect(tokens.requests.map(\.user) == [nil])
    }

    @Test func smallerGrantIsUnauthorized() async throws {
        let error = await #expect(throws: RegistryError.self) { try await client().resolve("ghcr.io/p/app:1.0") }
        #expect(error?.reason == .unauthorized)
        #expect(
            error?.message.hasSuffix("run 'docker login ghcr.io', or name a Docker configuration that has them") == true
        )
    }

    @Test(arguments: [401, 403]) func wrongPasswordIsUnauthorized(_ status: Int) async throws {
        tokens.change { $0.refusal = status }
        let client = client(.basic(username: "pinnace", password: Secret("battery staple")))
        let error = await #expect(throws: RegistryError.self) { try await client.resolve("ghcr.io/p/app:1.0") }
        #expect(error?.reason == .unauthorized)
        #expect(
            error?.message
                == "ghcr.io refused user 'pinnace' for p/app (\(status) incorrect username or password): "
                + "check that the password is current and that this user may do it")
    }

    @Test(arguments: [true, false]) func identityTokenIsPostedOrElseSentByGet(_ takesPost: Bool) async throws {
        tokens.change { rules in
            rules.takesPost = takesPost
            rules.refreshTokens = ["refresh-me": "robot"]
            rules.accounts["<token>"] = "refresh-me"
        }
        let client = client(.identityToken(Secret("refresh-me")))
        #expect(try await client.resolve("ghcr.io/p/app:1.0").digest.description == image.digest)
        #expect(tokens.requests.map(\.method) == (takesPost ? ["POST"] : ["POST", "GET"]))
    }

    @Test func manyReferencesOfARepositoryShareAToken() async throws {
        for number in 0..<5 {
            try await registry.push(try ImageBuilder(seed: "\(number)").index(), to: "p/app", tag: "v\(number)")
        }
        let client = client(Self.right)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<5 {
                group.addTask { _ = try await client.resolve(ImageReference(parsing: "ghcr.io/p/app:v\(number)")) }
            }
            try await group.waitForAll()
        }
        #expect(tokens.requests.count == 1)
    }

    @Test func tokenIsRenewedBeforeItsEndAndAfterARefusal() async throws {
        tokens.change { $0.lifetime = 2 }
        let client = client(Self.right)
        _ = try await client.resolve("ghcr.io/p/app:1.0")
        await client.forgetTags()
        try await Task.sleep(for: .milliseconds(1600))
        _ = try await client.resolve("ghcr.io/p/app:1.0")
        #expect(tokens.requests.count == 2)
    }
}
