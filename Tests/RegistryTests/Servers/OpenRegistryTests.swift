import ImageModel
import PinnaceTestSupport
import Registry
import Testing

@Suite struct OpenRegistryTests {
    @Test func indexResolvesToItsDigestAndPlatforms() async throws {
        let registry = try await DockerRegistry.start()
        let image = try ImageBuilder(seed: "app").index(
            ["linux/amd64", "linux/arm64", "linux/arm/v7"], attestations: true)
        try await registry.push(image, to: "p/app", tag: "1.0")
        let client = RegistryClient(.serving("us-docker.pkg.dev", by: registry))
        let resolved = try await client.resolve("us-docker.pkg.dev/p/app:1.0")
        #expect(resolved.digest.description == image.digest)
        #expect(resolved.mediaType == .ociIndex)
        #expect(resolved.platforms.map(\.description) == ["linux/amd64", "linux/arm/v7", "linux/arm64"])
        #expect(resolved.children.count == 3)
        #expect(
            registry.requests.filter { $0.contains("/p/app/") && $0.hasPrefix("GET") } == [
                "GET /v2/p/app/manifests/1.0"
            ])
    }
}
