import HTTPTransport
import ImageModel
import PinnaceTestSupport
import SystemPackage
import Testing

@testable import Registry

/// Signatures and the like, on registries that keep a list of referrers only under the fallback tag.
@Suite struct AttachmentCopyTests {
    private let source: DockerRegistry
    private let target: DockerRegistry
    private let image: BuiltImage
    private let client: RegistryClient

    init() async throws {
        source = try await DockerRegistry.start()
        target = try await DockerRegistry.start()
        image = try ImageBuilder(seed: "app").index(["linux/amd64", "linux/arm64"], attestations: true)
        try await source.push(image, to: "p/app", tag: "1.0")
        client = RegistryClient(
            RegistryConfiguration(hosts: ["gcr.io": RegistryHost(source), "us-docker.pkg.dev": RegistryHost(target)]))
    }

    private func origin() throws -> any ImageTarget { try client.store(for: ImageRepository(parsing: "gcr.io/p/app")) }
    private func destination() throws -> any ImageTarget {
        try client.store(for: ImageRepository(parsing: "us-docker.pkg.dev/p/app"))
    }

    /// An artifact with a layer of its own, attached to a manifest or not.
    private func attach(_ text: String, to subject: Digest?, as name: ManifestName?) async throws -> RawManifest {
        let store = try origin()
        let layer = Array(text.utf8)
        let config = Array("{}".utf8)
        for bytes in [layer, config] {
            let blob = Descriptor(
                mediaType: MediaType(rawValue: "text/plain"), digest: Digest(of: bytes), size: Int64(bytes.count))
            _ = try await store.put(blob, mountableFrom: nil) { _ async throws(RegistryError) in BlobStream([bytes]) }
        }
        var manifest = String(decoding: ManifestText.image(config, layers: [layer], type: "text/plain"), as: UTF8.self)
        if let subject {
            let descriptor =
                #"{"mediaType":"\#(MediaType.ociIndex.rawValue)","digest":"\#(subject)","size":1}"#
            manifest.removeLast()
            manifest += #","artifactType":"application/x-note","subject":\#(descriptor)}"#
        }
        let raw = RawManifest(mediaType: .ociManifest, bytes: Array(manifest.utf8))
        try await store.put(raw, as: name)
        return raw
    }

    @Test func referrersAndTheirOwnComeAlong() async throws {
        let root = try #require(Digest(image.digest))
        let bill = try await attach("bill of material", to: root, as: nil)
        let signature = try await attach("signature of the bill", to: bill.digest, as: nil)
        let child = try #require(image.children.first.flatMap { Digest($0.digest) })
        let note = try await attach("of a child", to: child, as: nil)
        let listed = try await origin().referrers(of: root)
        #expect(listed.map(\.digest) == [bill.digest])
        #expect(listed.map(\.artifactType) == ["application/x-note"])

        let result = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0")
        #expect(result.attachments == 3)
        #expect(result.digest == root)
        let there = try destination()
        #expect(try await there.referrers(of: root).map(\.digest) == [bill.digest])
        #expect(try await there.referrers(of: bill.digest).map(\.digest) == [signature.digest])
        #expect(try await there.referrers(of: child).map(\.digest) == [note.digest])
        #expect(try await target.digest("p/app", "1.0") == image.digest)
    }

    @Test func secondReferrerJoinsTheList() async throws {
        let root = try #require(Digest(image.digest))
        let first = try await attach("one", to: root, as: nil)
        let second = try await attach("two", to: root, as: nil)
        #expect(try await origin().referrers(of: root).map(\.digest) == [first.digest, second.digest])
        try await origin().put(first, as: nil)
        #expect(try await origin().referrers(of: root).count == 2)
    }

    @Test func cosignTagsComeAlong() async throws {
        let root = try #require(Digest(image.digest))
        var digests: [String: Digest] = [:]
        for tag in root.cosignTags {
            digests[tag.name] = try await attach(tag.name, to: nil, as: .tag(tag)).digest
        }
        #expect(digests.keys.sorted() == ["att", "sbom", "sig"].map { "sha256-\(root.hex).\($0)" })
        let result = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0")
        #expect(result.attachments == 3)
        for (tag, digest) in digests { #expect(try await target.digest("p/app", tag) == digest.description) }
    }

    @Test func otherSignatureAtTheTargetStaysUnlessReplaced() async throws {
        let root = try #require(Digest(image.digest))
        let tag = root.cosignTags[0]
        let old = try await attach("old", to: nil, as: .tag(tag))
        _ = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:first")
        let new = try await attach("new", to: nil, as: .tag(tag))
        let kept = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:second")
        #expect(kept.differingAttachments == [tag])
        #expect(kept.attachments == 0)
        #expect(try await target.digest("p/app", tag.name) == old.digest.description)
        let moved = try await client.copy(
            from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:third", options: CopyOptions(replace: true))
        #expect(moved.attachments == 1)
        #expect(try await target.digest("p/app", tag.name) == new.digest.description)
    }

    @Test func whatWasSignedLaterComesToAnImageThatIsThere() async throws {
        let root = try #require(Digest(image.digest))
        _ = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0")
        let signature = try await attach("signature", to: nil, as: .tag(root.cosignTags[0]))
        let child = try #require(image.children.first.flatMap { Digest($0.digest) })
        let note = try await attach("of a child", to: child, as: nil)
        let second = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0")
        #expect(second.tag == .alreadyThere && second.attachments == 2)
        #expect(try await target.digest("p/app", root.cosignTags[0].name) == signature.digest.description)
        #expect(try await destination().referrers(of: child).map(\.digest) == [note.digest])

        let before = target.requests.count
        let third = try await client.copy(from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0")
        #expect(third.attachments == 0)
        #expect(target.requests.dropFirst(before).allSatisfy { $0.hasPrefix("HEAD ") })
        let without = try await client.copy(
            from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0", options: CopyOptions(attachments: false))
        #expect(without.tag == .alreadyThere)
    }

    @Test func layoutsKeepReferrersToo() async throws {
        let root = try #require(Digest(image.digest))
        let bill = try await attach("bill", to: root, as: nil)
        let directory = try TemporaryDirectory("attached")
        let client = RegistryClient(
            RegistryConfiguration(hosts: [
                "gcr.io": RegistryHost(source), "us-docker.pkg.dev": RegistryHost(target),
                "copy.test": RegistryHost(.layout(FilePath(directory.path("layout")))),
            ]))
        _ = try await client.copy(from: "gcr.io/p/app:1.0", to: "copy.test/p/app:1.0")
        let layout = try client.store(for: ImageRepository(parsing: "copy.test/p/app"))
        #expect(try await layout.referrers(of: root).map(\.digest) == [bill.digest])
        let back = try await client.copy(from: "copy.test/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0")
        #expect(back.attachments == 1)
        #expect(try await destination().referrers(of: root).map(\.digest) == [bill.digest])
    }

    @Test func fewerPlatformsAreAnotherDigest() async throws {
        let arm = try #require(Platform("linux/arm64"))
        let result = try await client.copy(
            from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0", options: CopyOptions(platforms: [arm]))
        #expect(result.narrowedFrom == Digest(image.digest))
        #expect(result.digest != result.narrowedFrom)
        #expect(result.manifests == 3)
        let copied = try await client.resolve("us-docker.pkg.dev/p/app:1.0")
        #expect(copied.platforms.map(\.description) == ["linux/arm64"])
        let again = try await client.copy(
            from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0", options: CopyOptions(platforms: [arm]))
        #expect(again.tag == .alreadyThere)
    }

    @Test func platformThatIsNotOfferedIsNamed() async throws {
        let platform = try #require(Platform("windows/amd64"))
        let error = await #expect(throws: RegistryError.self) {
            try await client.copy(
                from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0", options: CopyOptions(platforms: [platform])
            )
        }
        #expect(error?.message == "gcr.io/p/app:1.0 has no image for windows/amd64: name platforms that it offers")
    }

    @Test func allPlatformsAreTheSameDigest() async throws {
        let all = ["linux/amd64", "linux/arm64"].compactMap { Platform($0) }
        let result = try await client.copy(
            from: "gcr.io/p/app:1.0", to: "us-docker.pkg.dev/p/app:1.0", options: CopyOptions(platforms: all))
        #expect(result.digest == Digest(image.digest))
        #expect(result.narrowedFrom == nil)
    }
}
