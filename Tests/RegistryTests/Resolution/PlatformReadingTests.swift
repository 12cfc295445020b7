import HTTPTransport
import ImageModel
import Testing

@testable import Registry

@Suite struct PlatformReadingTests {
    private func resolve(_ root: [UInt8], _ others: [[UInt8]] = []) async throws -> ResolvedImage {
        let client = ManifestText.registry(others, tags: ["1": root])
        return try await RegistryClient(RegistryConfiguration(), http: client).resolve("gcr.io/p/app:1")
    }

    private func message(_ root: [UInt8], _ others: [[UInt8]] = []) async throws -> String? {
        await #expect(throws: RegistryError.self) { try await resolve(root, others) }?.message
    }

    @Test func attestationsAreNoPlatforms() async throws {
        let attestation = #","annotations":{"vnd.docker.reference.type":"attestation-manifest"}"#
        let image = try await resolve(
            ManifestText.index([
                ManifestText.descriptor([1], .ociManifest, ManifestText.platform("linux", "amd64")),
                ManifestText.descriptor([2], .ociManifest, ManifestText.platform("unknown", "unknown")),
                ManifestText.descriptor([3], .ociManifest, attestation),
            ]))
        #expect(image.platforms.map(\.description) == ["linux/amd64"])
        #expect(image.children == [Digest(of: [1]): Platform("linux/amd64")!])
    }

    @Test func childWithoutPlatformIsAskedForItsConfig() async throws {
        let child = ManifestText.image()
        let image = try await resolve(
            ManifestText.index([ManifestText.descriptor(child, .ociManifest)]), [child, ManifestText.config]
        )
        #expect(image.children == [Digest(of: child): Platform("linux/arm64")!])
    }

    @Test func indexesNest() async throws {
        let inner = ManifestText.index([
            ManifestText.descriptor([1], .ociManifest, ManifestText.platform("windows", "amd64"))
        ])
        let outer = ManifestText.index([
            ManifestText.descriptor(inner, .ociIndex),
            ManifestText.descriptor([2], .ociManifest, ManifestText.platform("linux", "amd64")),
        ])
        #expect(try await resolve(outer, [inner]).platforms.map(\.description) == ["linux/amd64", "windows/amd64"])
    }

    @Test func nestingIsBounded() async throws {
        var levels = [ManifestText.index([])]
        for _ in 0..<5 { levels.append(ManifestText.index([ManifestText.descriptor(levels.last!, .ociIndex)])) }
        #expect(try await message(levels.last!, levels) == "the index nests deeper than 4 levels")
    }

    @Test func childrenThatSayNothingAreBounded() async throws {
        let children = (0..<70).map { number in
            ManifestText.image(layers: [[UInt8(number)]])
        }
        let index = ManifestText.index(children.map { ManifestText.descriptor($0, .ociManifest) })
        #expect(
            try await message(index, children + [ManifestText.config])
                == "more than 64 of its children do not say what they run on")
    }

    @Test func artifactRunsOnNothing() async throws {
        let chart = ManifestText.image([1], type: "application/vnd.cncf.helm.config.v1+json")
        #expect(try await resolve(chart).platforms.isEmpty)
    }

    @Test func configThatIsNotWhatItsDigestSaysIsRefused() async throws {
        let image = ManifestText.image()
        let client = ScriptedClient { _, line in line.contains("/blobs/") ? .body(Array("{}".utf8)) : .body(image) }
        let error = await #expect(throws: RegistryError.self) {
            try await RegistryClient(RegistryConfiguration(), http: client).resolve("gcr.io/p/app:1")
        }
        #expect(error?.reason == .verificationFailed)
        #expect(
            error?.message == "\(Digest(of: ManifestText.config)) has 2 bytes or more where 37 were announced; "
                + "nothing of them was used")
    }

    @Test(arguments: [
        (
            #"{"schemaVersion":1,"name":"p/app","tag":"1"}"#,
            "the registry has this image in Docker's schema 1 alone, "
                + "whose digest changes with its signature: push it again with a current tool, then it can be pinned"
        ),
        ("<html>", "what the registry sent is no manifest: its JSON cannot be read"),
        (
            #"{"schemaVersion":2,"manifests":[],"layers":[]}"#,
            "the manifest can be read as two kinds of image, so nobody knows which one runs"
        ),
        (
            #"{"schemaVersion":2,"manifests":[],"config":{}}"#,
            "the manifest can be read as two kinds of image, so nobody knows which one runs"
        ),
        (#"{"schemaVersion":2,"mediaType":"text/plain"}"#, "the manifest's type is text/plain, which is no image"),
        (#"{"schemaVersion":2}"#, "the manifest's type is none, which is no image"),
        (
            #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","config":{}}"#,
            "the manifest can be read as two kinds of image, so nobody knows which one runs"
        ),
        (#"{"schemaVersion":2,"manifests":[{"digest":"sha256:1"}]}"#, "sha256:"),
    ])
    func otherBodiesAreRefused(_ body: String, _ expected: String) async throws {
        let bytes = Array(body.utf8)
        let message = try #require(await message(bytes))
        if expected == "sha256:" {
            #expect(message == "\(Digest(of: bytes).short) is no valid application/vnd.oci.image.index.v1+json")
        } else {
            #expect(message == expected)
        }
    }

    @Test func headerThatContradictsTheBodyIsRefused() async throws {
        let index = ManifestText.index([])
        let client = ScriptedClient { _, _ in .body(index, ["Content-Type": MediaType.ociManifest.rawValue]) }
        let error = await #expect(throws: RegistryError.self) {
            try await RegistryClient(RegistryConfiguration(), http: client).resolve("gcr.io/p/app:1")
        }
        #expect(error?.reason == .unsupportedManifest)
    }
}
