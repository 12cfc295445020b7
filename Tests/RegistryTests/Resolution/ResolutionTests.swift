import HTTPTransport
import ImageModel
import Testing

@testable import Registry

@Suite struct ResolutionTests {
    private static let amd64 = ManifestText.descriptor([1], .ociManifest, ManifestText.platform("linux", "amd64"))
    private static let index = ManifestText.index([amd64])

    private func resolve(_ client: ScriptedClient, _ text: String = "gcr.io/p/app:1") async throws -> ResolvedImage {
        try await RegistryClient(RegistryConfiguration(), http: client).resolve(ImageReference(parsing: text))
    }

    private func failure(_ client: ScriptedClient, _ text: String = "gcr.io/p/app:1") async throws -> RegistryError {
        try #require(await #expect(throws: RegistryError.self) { try await resolve(client, text) })
    }

    @Test func acceptsAllFourTypes() async throws {
        let client = ManifestText.registry([], tags: ["1": Self.index])
        _ = try await resolve(client)
        #expect(client.lines == ["GET https://gcr.io/v2/p/app/manifests/1"])
        #expect(
            client.requests.first?.headers["accept"]
                == "application/vnd.oci.image.index.v1+json, "
                + "application/vnd.docker.distribution.manifest.list.v2+json, "
                + "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json")
    }

    @Test func ownHashCountsWhereNoDigestIsStated() async throws {
        let image = try await resolve(ScriptedClient { _, _ in .body(Self.index) })
        #expect(image.digest == Digest(of: Self.index))
    }

    @Test func statedDigestHasToBeThatOfTheBytes() async throws {
        let stated = Digest(of: [9])
        let error = try await failure(
            ScriptedClient { _, _ in .body(Self.index, ["Docker-Content-Digest": stated.description]) }
        )
        #expect(error.code == .digestMismatch)
        #expect(error.reason == .verificationFailed)
        #expect(
            error.message
                == "the bytes that came have the digest \(Digest(of: Self.index)), not \(stated): "
                + "they were damaged or exchanged on the way; nothing of them was used")
    }

    @Test func askedDigestHasToBeThatOfTheBytes() async throws {
        let asked = Digest(of: [9])
        let error = try await failure(ScriptedClient { _, _ in .body(Self.index) }, "gcr.io/p/app@\(asked)")
        #expect(error.reason == .verificationFailed)
    }

    @Test(arguments: [HTTPError.Code.truncated, .timedOut, .unresolvedHost, .connectionFailed, .tlsFailed])
    func noAnswerIsUnavailable(_ code: HTTPError.Code) async throws {
        let error = try await failure(ScriptedClient { _, _ in .failure(code) })
        #expect(error.code == .unavailable)
        #expect(error.reason == .registryUnavailable)
        #expect(error.message == "https://gcr.io/v2/p/app/manifests/1: scripted \(code.rawValue)")
    }

    @Test func tooLargeAnswerIsNotRead() async throws {
        let error = try await failure(ScriptedClient { _, _ in .failure(.bodyTooLarge) })
        #expect(error.reason == .unsupportedManifest)
        #expect(error.message == "the answer is larger than 8 MiB, which is more than is read")
    }

    @Test func dockerHubIsAskedByHeadFirst() async throws {
        let digest = Digest(of: Self.index)
        let client = ManifestText.registry([Self.index], tags: ["1": Self.index, "1.0": Self.index])
        let registry = RegistryClient(RegistryConfiguration(), http: client)
        let image = try await registry.resolve("nginx:1")
        #expect(try await registry.resolve("nginx:1.0") == image)
        #expect(
            client.lines == [
                "HEAD https://registry-1.docker.io/v2/library/nginx/manifests/1",
                "GET https://registry-1.docker.io/v2/library/nginx/manifests/\(digest)",
                "HEAD https://registry-1.docker.io/v2/library/nginx/manifests/1.0",
            ])
    }

    @Test func knownContentElsewhereTakesOneHead() async throws {
        let client = ManifestText.registry([Self.index], tags: ["1": Self.index])
        let registry = RegistryClient(RegistryConfiguration(), http: client)
        let image = try await registry.resolve("gcr.io/p/app:1")
        let there = try await registry.resolve(ImageReference(parsing: "quay.io/q/app@\(image.digest)"))
        #expect(there == image)
        #expect(client.lines.last == "HEAD https://quay.io/v2/q/app/manifests/\(image.digest)")
    }

    @Test func headThatIsNotAllowedFallsBackToGet() async throws {
        let client = ScriptedClient { request, _ in request.method == .head ? .status(405) : .body(Self.index) }
        #expect(try await resolve(client, "nginx:1").digest == Digest(of: Self.index))
    }

    @Test func failuresAreRememberedAndForgotten() async throws {
        let client = ManifestText.registry([], tags: [:])
        let registry = RegistryClient(RegistryConfiguration(), http: client)
        for _ in 0..<3 { await #expect(throws: RegistryError.self) { try await registry.resolve("gcr.io/p/app:1") } }
        #expect(client.lines.count == 1)
        await registry.forgetTags()
        await #expect(throws: RegistryError.self) { try await registry.resolve("gcr.io/p/app:1") }
        #expect(client.lines.count == 2)
    }

    @Test func cancellationIsNotRemembered() async throws {
        let client = ScriptedClient { _, _ in .failure(.cancelled) }
        let registry = RegistryClient(RegistryConfiguration(), http: client)
        for _ in 0..<2 {
            let error = await #expect(throws: RegistryError.self) { try await registry.resolve("gcr.io/p/app:1") }
            #expect(error?.code == .cancelled)
        }
        #expect(client.lines.count == 2)
    }

    @Test(arguments: [
        ("localhost:5000/a:1", "http://localhost:5000"), ("127.0.0.1:5000/a:1", "http://127.0.0.1:5000"),
        ("[::1]:5000/a:1", "http://[::1]:5000"), ("registry.example:5000/a:1", "https://registry.example:5000"),
        ("10.0.0.1/a:1", "https://10.0.0.1"),
    ])
    func hostsHaveAnAddressOfTheirOwn(_ text: String, _ address: String) async throws {
        let client = ManifestText.registry([], tags: ["1": Self.index])
        _ = try await resolve(client, text)
        #expect(client.lines == ["GET \(address)/v2/a/manifests/1"])
    }
}
