import ImageModel
import PinnaceTestSupport
import Testing

@testable import Registry

@Suite struct InspectionTests {
    private static let config = Array(
        #"""
        {"architecture":"arm64","os":"linux","created":"2026-01-02T03:04:05Z","config":{"User":"65532","Entrypoint":["/app"],
        "Cmd":["--port","8000"],"ExposedPorts":{"8000/tcp":{},"53/udp":{}},"Labels":{"a":"b"},
        "Healthcheck":{"Test":["CMD","/app","health"]}}}
        """#.utf8)
    private static let layers = [Array("one".utf8), Array("three".utf8)]

    @Test func tellsWithoutALayer() async throws {
        let image = ManifestText.image(Self.config, layers: Self.layers)
        let index = ManifestText.index([
            ManifestText.descriptor(image, .ociManifest, ManifestText.platform("linux", "arm64")),
            ManifestText.descriptor(
                ManifestText.image(), .ociManifest, ManifestText.platform("unknown", "unknown")),
        ])
        let signature = Digest(of: index).cosignTags[0]
        let client = ManifestText.registry(
            [index, image, Self.config], tags: ["1": index, signature.name: ManifestText.image()])
        let inspection = try await RegistryClient(RegistryConfiguration(), http: client).inspect("gcr.io/p/app:1")
        #expect(inspection.digest == Digest(of: index))
        #expect(inspection.attestations == 1)
        #expect(inspection.base == nil)
        #expect(inspection.attached.map(\.tag) == [signature])
        let only = try #require(inspection.images.first)
        #expect(inspection.images.count == 1)
        #expect(only.compressedSize == 8)
        #expect(only.layers == 2)
        let config = try #require(only.config)
        #expect(config.user == "65532")
        #expect(config.entrypoint + config.command == ["/app", "--port", "8000"])
        #expect(config.exposedPorts == ["53/udp", "8000/tcp"])
        #expect(config.healthCheck == ["CMD", "/app", "health"])
        #expect(config.labels == ["a": "b"])
        #expect(config.created == "2026-01-02T03:04:05Z")
        let layers = Self.layers.map { Digest(of: $0).description }
        #expect(!client.lines.contains { line in layers.contains { line.hasSuffix($0) } })
    }
}
