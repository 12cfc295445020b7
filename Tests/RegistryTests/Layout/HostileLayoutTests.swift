import ImageModel
import PinnaceTestSupport
import Testing

@testable import Registry

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct HostileLayoutTests {
    private let fixture: LayoutFixture
    private let content = ManifestText.index([])

    init() throws {
        fixture = try LayoutFixture()
        try fixture.index([(content, [LayoutEntry.nameAnnotation: "gcr.io/p/app:1"])])
    }

    private func failure() async throws -> RegistryError {
        let store = try fixture.store()
        return try #require(
            await #expect(throws: RegistryError.self) { try await store.manifest(.tag(ImageTag("1")!)) })
    }

    private func link(_ name: String, to target: String) throws {
        try? FileManager.default.removeItem(atPath: fixture.directory.path(name))
        try FileManager.default.createSymbolicLink(
            atPath: fixture.directory.path(name), withDestinationPath: target
        )
    }

    @Test func blobThatIsNotItsDigestIsRefused() async throws {
        try fixture.blob(Array("{}".utf8), as: Digest(of: content))
        #expect(try await failure().reason == .verificationFailed)
    }

    @Test func missingBlobIsNamed() async throws {
        let error = try await failure()
        #expect(error.code == .notFound)
        #expect(
            error.message == "the image layout \(fixture.directory.path) names \(Digest(of: content)), "
                + "but has no such blob: copy the image there again")
    }

    @Test func linkedBlobIsNotFollowed() async throws {
        let outside = try TemporaryDirectory("outside")
        try outside.write("secret", bytes: content)
        try link("blobs/sha256/\(Digest(of: content).hex)", to: outside.path("secret"))
        let error = try await failure()
        #expect(error.code == .fileFailed)
        #expect(error.message.hasSuffix("it is a symbolic link, and none is followed"))
    }

    @Test(arguments: ["blobs", "blobs/sha256"]) func linkedDirectoryIsNotFollowed(_ name: String) async throws {
        let outside = try TemporaryDirectory("outside")
        try outside.write("sha256/\(Digest(of: content).hex)", bytes: content)
        try link(name, to: name == "blobs" ? outside.path : outside.path("sha256"))
        #expect(try await failure().code == .invalidLayout)
    }

    @Test(arguments: ["index.json", "oci-layout"]) func linkedFileIsNotFollowed(_ name: String) async throws {
        try fixture.blob(content)
        let outside = try TemporaryDirectory("outside")
        try outside.write(name, try fixture.directory.read(name))
        try link(name, to: outside.path(name))
        #expect(try await failure().code == .fileFailed)
    }

    @Test func pipeDoesNotBlock() async throws {
        let path = fixture.directory.path("blobs/sha256/\(Digest(of: content).hex)")
        try #require(mkfifo(path, 0o600) == 0)
        #expect(try await failure().code == .fileFailed)
    }

    @Test(arguments: [
        ("oci-layout", "{}", "its oci-layout file does not say version 1"),
        ("oci-layout", #"{"imageLayoutVersion":"2.0.0"}"#, "its oci-layout file does not say version 1"),
        ("index.json", "[]", "its index.json is no image index with whole descriptors"),
        ("index.json", "{}", "its index.json is no image index with whole descriptors"),
        (
            "index.json", #"{"manifests":[{"digest":"sha256:../../etc/passwd","size":1,"mediaType":"x"}]}"#,
            "its index.json is no image index with whole descriptors"
        ),
    ])
    func brokenLayoutSaysWhatIsBroken(_ file: String, _ text: String, _ why: String) async throws {
        try fixture.directory.write(file, text)
        let error = try await failure()
        #expect(error.code == .invalidLayout)
        #expect(error.message == "\(fixture.directory.path) cannot be read as an OCI image layout: \(why)")
    }

    @Test func directoryThatIsNoLayoutSaysSo() async throws {
        try FileManager.default.removeItem(atPath: fixture.directory.path("oci-layout"))
        #expect(try await failure().message.hasSuffix("cannot be read as an OCI image layout: it has no oci-layout"))
    }

    @Test func hugeManifestIsNotRead() async throws {
        try fixture.blob([UInt8](repeating: 0x20, count: 9 << 20), as: Digest(of: content))
        #expect(try await failure().code == .tooLarge)
    }

    @Test func shortAndLongBlobsAreRefused() async throws {
        let digest = try fixture.blob(Array("12345".utf8))
        for size in [4, 6] as [Int64] {
            let blob = Descriptor(mediaType: .ociManifest, digest: digest, size: size)
            let stream = try await fixture.store().blob(blob)
            await #expect(throws: RegistryError.self) { try await stream.collect(limit: 100, subject: "x") }
        }
    }
}
