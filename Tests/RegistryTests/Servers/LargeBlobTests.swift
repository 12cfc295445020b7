import Credentials
import HTTPTransport
import ImageModel
import PinnaceTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import Registry

@Suite struct LargeBlobTests {
    private static let chunk = 1 << 20
    private static let chunks = 30
    private static let account = RegistryCredential.basic(username: "pinnace", password: Secret("correct horse"))

    /// Thirty megabytes that do not repeat, made as they are asked for.
    private static func content() -> BlobStream {
        let number = Mutex(0)
        return BlobStream(
            size: Int64(chunk * chunks),
            nextChunk: { () async throws(RegistryError) in
                let now = number.withLock { number in
                    number += 1
                    return number
                }
                return now > chunks ? nil : bytes(now)
            }
        )
    }

    private static let noise: [UInt8] = {
        var state = UInt64(1)
        return (0..<chunk).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
    }()

    private static func bytes(_ number: Int) -> [UInt8] {
        var bytes = noise
        bytes[0] = UInt8(number)
        return bytes
    }

    private static func descriptor() -> Descriptor {
        var hasher = DigestHasher(.sha256)
        for seed in 1...chunks { hasher.update(bytes(seed)) }
        return Descriptor(
            mediaType: MediaType(rawValue: "application/vnd.oci.image.layer.v1.tar"), digest: hasher.finish(),
            size: Int64(chunk * chunks)
        )
    }

    private static func fill(_ target: any ImageTarget) async throws -> RawManifest {
        let layer = descriptor()
        let config = ManifestText.config
        let type = MediaType(rawValue: "application/vnd.oci.image.config.v1+json")
        _ = try await target.put(layer, mountableFrom: nil) { _ async throws(RegistryError) in content() }
        _ = try await target.put(
            Descriptor(mediaType: type, digest: Digest(of: config), size: Int64(config.count)), mountableFrom: nil
        ) { _ async throws(RegistryError) in BlobStream([config]) }
        let layerText =
            #"{"mediaType":"\#(layer.mediaType.rawValue)","digest":"\#(layer.digest)","size":\#(layer.size)}"#
        let text =
            #"{"schemaVersion":2,"mediaType":"\#(MediaType.ociManifest.rawValue)","#
            + #""config":\#(ManifestText.descriptor(config, type)),"layers":[\#(layerText)]}"#
        let manifest = RawManifest(mediaType: .ociManifest, bytes: Array(text.utf8))
        try await target.put(manifest, as: .tag(.latest))
        return manifest
    }

    /// From an open registry to one that wants tokens, and on into a layout.
    @Test func passesThroughInSmallPieces() async throws {
        let directory = try TemporaryDirectory("large")
        let tokens = try await TokenServer.start(in: directory.directory("tokens"))
        let (open, closed) = try await (DockerRegistry.start(), DockerRegistry.start(.token(tokens)))
        let client = RegistryClient(
            RegistryConfiguration(hosts: [
                "gcr.io": RegistryHost(open), "us-docker.pkg.dev": RegistryHost(closed),
                "copy.test": RegistryHost(.layout(FilePath(directory.path("layout")))),
            ]), ["us-docker.pkg.dev": Self.account]
        )
        let manifest = try await Self.fill(client.store(for: ImageRepository(parsing: "gcr.io/p/app")))
        let largest = Mutex<(last: Int64, step: Int64)>((0, 0))
        let result = try await client.copy(from: "gcr.io/p/app", to: "us-docker.pkg.dev/p/app") { now in
            largest.withLock { $0 = (now.bytesDone, max($0.step, now.bytesDone - $0.last)) }
        }
        #expect(result.digest == manifest.digest)
        #expect(result.bytes == Int64(Self.chunk * Self.chunks + ManifestText.config.count))
        #expect(largest.withLock(\.step) <= 1 << 20)
        #expect(tokens.requests.map(\.scopes) == [["repository:p/app:pull"], ["repository:p/app:pull,push"]])
        let onward = try await client.copy(from: "us-docker.pkg.dev/p/app", to: "copy.test/p/app")
        #expect(onward.digest == manifest.digest)
        #expect(onward.tag == .created)
    }
}
