import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Registry
import Synchronization
import SystemPackage
import Testing

@Suite struct CopyTests {
    private let source: DockerRegistry
    private let target: DockerRegistry
    private let image: BuiltImage
    private let client: RegistryClient

    init() async throws {
        source = try await DockerRegistry.start()
        target = try await DockerRegistry.start()
        image = try ImageBuilder(seed: "app").index(["linux/amd64", "linux/arm64"], attestations: true)
        try await source.push(image, to: "p/app", tag: "2.8.0")
        client = RegistryClient(
            RegistryConfiguration(hosts: ["gcr.io": RegistryHost(source), "us-docker.pkg.dev": RegistryHost(target)])
        )
    }

    @Test func wholeIndexArrivesUnchanged() async throws {
        let last = Mutex(CopyProgress())
        let result = try await client.copy(from: "gcr.io/p/app:2.8.0", to: "us-docker.pkg.dev/shared/app:2.8.0") {
            now in
            last.withLock { if now.blobsDone + now.manifestsDone >= $0.blobsDone + $0.manifestsDone { $0 = now } }
        }
        #expect(result.digest.description == image.digest)
        #expect(result.tag == .created)
        #expect(result.target.canonical == "us-docker.pkg.dev/shared/app:2.8.0@\(image.digest)")
        #expect(result.manifests == 5)
        #expect(result.streamedBlobs == Set(image.blobs).count)
        #expect(result.bytes == Set(image.blobs).reduce(0) { $0 + Int64($1.bytes.count) })
        #expect(try await target.manifest("shared/app", "2.8.0")?.bytes == image.root.bytes)
        for child in image.children {
            #expect(try await target.manifest("shared/app", child.digest)?.bytes == child.bytes)
        }
        let progress = last.withLock(\.self)
        #expect(progress.blobsDone == progress.blobsTotal)
        #expect(progress.manifestsDone == 5)
        #expect(progress.bytesDone == progress.bytesTotal)
    }

    @Test func whatIsThereCostsOneRequest() async throws {
        _ = try await client.copy(from: "gcr.io/p/app:2.8.0", to: "us-docker.pkg.dev/shared/app:2.8.0")
        let before = target.requests.count
        let result = try await client.copy(from: "gcr.io/p/app:2.8.0", to: "us-docker.pkg.dev/shared/app:2.8.0")
        #expect(result.tag == .alreadyThere)
        #expect(result.manifests == 0)
        #expect(Array(target.requests.dropFirst(before)) == ["HEAD /v2/shared/app/manifests/2.8.0"])
    }

    @Test func differingTagStaysAndTheImageComesByItsDigest() async throws {
        let lone = try ImageBuilder(seed: "laptop").image("linux/arm64")
        try await target.push(lone, to: "shared/app", tag: "2.8.0")
        let result = try await client.copy(from: "gcr.io/p/app:2.8.0", to: "us-docker.pkg.dev/shared/app:2.8.0")
        #expect(result.tag == .differing(existing: Digest(lone.digest)!))
        #expect(try await target.digest("shared/app", "2.8.0") == lone.digest)
        #expect(try await target.digest("shared/app", image.digest) == image.digest)
        let again = try await client.copy(from: "gcr.io/p/app:2.8.0", to: "us-docker.pkg.dev/shared/app:2.8.0")
        #expect(again.tag == result.tag)
        #expect(again.manifests == 0)
    }

    @Test func replaceMovesTheTagAndTheNextQuestionSeesIt() async throws {
        let lone = try ImageBuilder(seed: "laptop").image("linux/arm64")
        try await target.push(lone, to: "shared/app", tag: "2.8.0")
        let before = try await client.resolve("us-docker.pkg.dev/shared/app:2.8.0")
        #expect(before.platforms.map(\.description) == ["linux/arm64"])
        let result = try await client.copy(
            from: "gcr.io/p/app:2.8.0", to: "us-docker.pkg.dev/shared/app:2.8.0", options: CopyOptions(replace: true)
        )
        #expect(result.tag == .moved(from: before.digest))
        let after = try await client.resolve("us-docker.pkg.dev/shared/app:2.8.0")
        #expect(after.digest.description == image.digest)
        #expect(after.platforms.map(\.description) == ["linux/amd64", "linux/arm64"])
    }

    @Test func blobsAreMountedWithinARegistry() async throws {
        let result = try await client.copy(from: "gcr.io/p/app:2.8.0", to: "gcr.io/q/app")
        #expect(result.target.tag?.name == "2.8.0")
        #expect(result.mountedBlobs == Set(image.blobs).count)
        #expect(result.bytes == 0)
        #expect(try await source.digest("q/app", "2.8.0") == image.digest)
    }

    @Test func digestAloneStaysUntagged() async throws {
        let digest = try #require(Digest(image.digest))
        let source = ImageReference(try ImageRepository(parsing: "gcr.io/p/app"), digest: digest)
        let target = ImageReference(try ImageRepository(parsing: "us-docker.pkg.dev/q/app"), digest: digest)
        let result = try await client.copy(from: source, to: target)
        #expect(result.tag == .none)
        #expect(try await self.target.digest("q/app", image.digest) == image.digest)
        let other = ImageReference(target.repository, digest: Digest(of: [1]))
        let error = await #expect(throws: RegistryError.self) { try await client.copy(from: source, to: other) }
        #expect(error?.code == .digestMismatch)
    }

    @Test func layoutToRegistryAndBack() async throws {
        let directory = try TemporaryDirectory("layouts")
        let from = try ImageLayoutDirectory(directory.path("from"))
        try from.add(image, as: "gcr.io/p/app:1.0")
        let client = RegistryClient(
            RegistryConfiguration(hosts: [
                "gcr.io": RegistryHost(.layout(FilePath(from.path))),
                "us-docker.pkg.dev": RegistryHost(target),
                "copy.test": RegistryHost(.layout(FilePath(directory.path("to/deep")))),
            ])
        )
        _ = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0")
        #expect(try await target.digest("p/app", "1.0") == image.digest)
        let back = try await client.copy(from: "us-docker.pkg.dev/p/app:1.0", to: "copy.test/p/app:1.0")
        #expect(back.tag == .created)
        let resolved = try await client.resolve("copy.test/p/app:1.0")
        #expect(resolved.digest.description == image.digest)
        #expect(resolved.platforms.map(\.description) == ["linux/amd64", "linux/arm64"])
        for content in image.manifests + image.blobs {
            let file = "to/deep/blobs/sha256/\(content.digest.dropFirst(7))"
            #expect(try directory.bytes(file) == content.bytes)
        }
    }

    @Test func missingSourceSaysSo() async throws {
        let error = await #expect(throws: RegistryError.self) {
            try await client.copy(from: "gcr.io/p/app:9", to: "us-docker.pkg.dev/p/app:9")
        }
        #expect(error?.subject == "gcr.io/p/app:9")
        #expect(error?.code == .notFound)
    }
}
