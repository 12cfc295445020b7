import ImageModel
import PinnaceTestSupport
import Testing

@testable import Registry

/// What images say that they were built on.
@Suite struct NamedBaseTests {
    private static let digest = Digest(of: Array("base".utf8))
    private static let words =
        #""org.opencontainers.image.base.name":"debian:12","org.opencontainers.image.base.digest":"\#(digest)""#

    private static func annotated(_ manifest: [UInt8]) -> [UInt8] {
        Array((String(decoding: manifest, as: UTF8.self).dropLast() + #","annotations":{\#(words)}}"#).utf8)
    }

    private static func bases(_ contents: [[UInt8]], _ root: [UInt8]) async throws -> [NamedBase] {
        let client = ManifestText.registry([root] + contents, tags: ["1": root])
        return try await RegistryClient(RegistryConfiguration(), http: client)
            .bases(of: try ImageReference(parsing: "gcr.io/p/app:1"))
    }

    private static func index(_ images: [[UInt8]]) -> [UInt8] {
        ManifestText.index(
            zip(images, ["amd64", "arm64"]).map {
                ManifestText.descriptor($0, .ociManifest, ManifestText.platform("linux", $1))
            })
    }

    @Test func annotationsAndLabelsNameIt() async throws {
        let labelled = Array(#"{"architecture":"arm64","os":"linux","config":{"Labels":{\#(Self.words)}}}"#.utf8)
        let plain = ManifestText.image()
        let image = Self.annotated(plain)
        let byLabel = ManifestText.image(labelled)
        let expected = [
            NamedBase([
                "org.opencontainers.image.base.name": "debian:12",
                "org.opencontainers.image.base.digest": Self.digest.description,
            ])!
        ]
        #expect(try await Self.bases([ManifestText.config], image) == expected)
        #expect(try await Self.bases([labelled], byLabel) == expected)
        #expect(try await Self.bases([plain, ManifestText.config], Self.annotated(Self.index([plain]))) == expected)
        #expect(
            try await Self.bases(
                [image, byLabel, labelled, ManifestText.config], Self.index([image, byLabel])) == expected)
        #expect(try await Self.bases([plain, ManifestText.config], Self.index([plain])) == [])
    }

    @Test func aPlatformsImageOfTheBaseCountsAsTheBase() {
        let child = Digest(of: Array("child".utf8))
        let base = ResolvedImage(
            digest: Self.digest, mediaType: .ociIndex, size: 1, platforms: [],
            children: [child: Platform("linux/amd64")!])
        #expect(base.isStill(Self.digest))
        #expect(base.isStill(child))
        #expect(!base.isStill(Digest(of: [])))
    }
}
