import ImageModel
import PinnaceTestSupport
import Registry
import Testing

@Suite struct LayoutResolutionTests {
    @Test func layoutResolvesLikeARegistry() async throws {
        let directory = try TemporaryDirectory("layout")
        let layout = try ImageLayoutDirectory(directory.path)
        let image = try ImageBuilder(seed: "app").index(attestations: true)
        try layout.add(image, as: "gcr.io/p/app:1.0")
        let client = RegistryClient(.serving("gcr.io", by: layout))
        let resolved = try await client.resolve("gcr.io/p/app:1.0")
        #expect(resolved.digest.description == image.digest)
        #expect(resolved.platforms.map(\.description) == ["linux/amd64", "linux/arm64"])
        #expect(try await client.tags(of: ImageRepository(parsing: "gcr.io/p/app")).map(\.name) == ["1.0"])
    }
}
