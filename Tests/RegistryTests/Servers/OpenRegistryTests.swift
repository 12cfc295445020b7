import ImageModel
import PinnaceTestSupport
import Registry
import Testing

@Suite struct OpenRegistryTests {
    private static let host = "us-docker.pkg.dev"

    @Test(arguments: [ImageBuilder.Format.oci, .docker])
    func indexResolvesToItsDigestAndPlatforms(_ format: ImageBuilder.Format) async throws {
        let registry = try await DockerRegistry.start()
        let image = try ImageBuilder(seed: "app", format: format)
            .index(["linux/amd64", "linux/arm64", "linux/arm/v7"], attestations: true)
        try await registry.push(image, to: "p/app", tag: "1.0")
        let resolved = try await RegistryClient(.serving(Self.host, by: registry)).resolve(
            "us-docker.pkg.dev/p/app:1.0")
        #expect(resolved.digest.description == image.digest)
        #expect(resolved.mediaType == (format == .oci ? .ociIndex : .dockerList))
        #expect(resolved.size == Int64(image.root.bytes.count))
        #expect(resolved.platforms.map(\.description) == ["linux/amd64", "linux/arm/v7", "linux/arm64"])
        #expect(resolved.children.count == 3)
    }

    @Test func oneRequestAReferenceHoweverManyAsk() async throws {
        let registry = try await DockerRegistry.start()
        try await registry.push(try ImageBuilder(seed: "app").index(), to: "p/app", tag: "1.0")
        let client = RegistryClient(.serving(Self.host, by: registry))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 { group.addTask { _ = try await client.resolve("us-docker.pkg.dev/p/app:1.0") } }
            try await group.waitForAll()
        }
        #expect(registry.requests.filter { $0.hasPrefix("GET /v2/p/app") } == ["GET /v2/p/app/manifests/1.0"])
    }

    @Test func singleManifestTellsItsPlatformInItsConfig() async throws {
        let registry = try await DockerRegistry.start()
        let image = try ImageBuilder(seed: "arm").image("linux/arm64")
        try await registry.push(image, to: "p/app", tag: "2.8.0")
        let resolved = try await RegistryClient(.serving(Self.host, by: registry)).resolve(
            "us-docker.pkg.dev/p/app:2.8.0")
        #expect(resolved.digest.description == image.digest)
        #expect(resolved.platforms.map(\.description) == ["linux/arm64"])
        #expect(resolved.children.isEmpty)
    }

    @Test func digestIsResolvedWithoutAskingForTheTag() async throws {
        let registry = try await DockerRegistry.start()
        let image = try ImageBuilder(seed: "app").index()
        try await registry.push(image, to: "p/app", tag: "1.0")
        let client = RegistryClient(.serving(Self.host, by: registry))
        let resolved = try await client.resolve(ImageReference(parsing: "us-docker.pkg.dev/p/app:gone@\(image.digest)"))
        #expect(resolved.digest.description == image.digest)
        #expect(!registry.requests.contains { $0.contains("gone") })
    }

    @Test func missingTagSaysSo() async throws {
        let registry = try await DockerRegistry.start()
        try await registry.push(try ImageBuilder(seed: "app").index(), to: "p/app", tag: "1.0")
        let client = RegistryClient(.serving(Self.host, by: registry))
        let error = await #expect(throws: RegistryError.self) { try await client.resolve("us-docker.pkg.dev/p/app:2") }
        #expect(error?.code == .notFound)
        #expect(error?.reason == .notFound)
        #expect(error?.status == 404)
        #expect(
            error?.description
                == "us-docker.pkg.dev/p/app:2: us-docker.pkg.dev/p/app has no tag 2 "
                + "(404 MANIFEST_UNKNOWN: manifest unknown): check the tag, or copy the image there")
    }

    @Test func stoppedRegistryIsUnavailable() async throws {
        let registry = try await DockerRegistry.start()
        registry.stop()
        let client = RegistryClient(.serving(Self.host, by: registry))
        let error = await #expect(throws: RegistryError.self) { try await client.resolve("us-docker.pkg.dev/p/app:2") }
        #expect(error?.code == .unavailable)
        #expect(error?.reason == .registryUnavailable)
    }

    @Test func tagsAreListed() async throws {
        let registry = try await DockerRegistry.start()
        for tag in ["1.0", "latest", "2.0"] {
            try await registry.push(try ImageBuilder(seed: tag).image(), to: "p/app", tag: tag)
        }
        let client = RegistryClient(.serving(Self.host, by: registry))
        let tags = try await client.tags(of: ImageRepository(parsing: "us-docker.pkg.dev/p/app"))
        #expect(Set(tags.map(\.name)) == ["1.0", "latest", "2.0"])
        let error = await #expect(throws: RegistryError.self) {
            try await client.tags(of: ImageRepository(parsing: "us-docker.pkg.dev/p/none"))
        }
        #expect(error?.code == .notFound)
    }
}
