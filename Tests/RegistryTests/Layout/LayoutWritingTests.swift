import ImageModel
import PinnaceTestSupport
import SystemPackage
import Testing

@testable import Registry

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite struct LayoutWritingTests {
    private let directory: TemporaryDirectory
    private let layout: ImageLayout
    private static let one = RawManifest(mediaType: .ociIndex, bytes: ManifestText.index([]))
    private static let two = RawManifest(
        mediaType: .ociIndex, bytes: ManifestText.index([ManifestText.descriptor([1], .ociManifest)])
    )

    init() throws {
        directory = try TemporaryDirectory("layout")
        layout = ImageLayout(FilePath(directory.path("a/b")))
        try layout.create()
    }

    private func store(_ repository: String = "gcr.io/p/app") throws -> LayoutStore {
        LayoutStore(repository: try ImageRepository(parsing: repository), layout: layout)
    }

    @Test func createdLayoutIsEmptyAndCreatedOnce() async throws {
        #expect(try directory.read("a/b/oci-layout") == "{\"imageLayoutVersion\":\"1.0.0\"}\n")
        try await store().put(Self.one, as: .tag(.latest))
        try layout.create()
        #expect(try await store().tags() == [.latest])
    }

    @Test func movedTagLeavesItsOldContentByDigest() async throws {
        let store = try store()
        let tag = ManifestName.tag(ImageTag("1")!)
        try await store.put(Self.one, as: tag)
        try await store.put(Self.two, as: tag)
        #expect(try await store.head(tag)?.digest == Self.two.digest)
        #expect(try await store.head(.digest(Self.one.digest)) != nil)
        #expect(try await store.tags().map(\.name) == ["1"])
        try await store.put(Self.one, as: tag)
        #expect(try await store.head(tag)?.digest == Self.one.digest)
        #expect(try layout.index().entries.count == 2)
    }

    @Test func otherEntriesAndUnknownMembersStay() async throws {
        let other =
            #"{"mediaType":"application/x","digest":"\#(Digest(of: [7]))","size":7,"data":"Bw==","#
            + #""urls":["https://x/a"],"annotations":{"org.opencontainers.image.ref.name":"quay.io/q:1"}}"#
        try directory.write("a/b/index.json", #"{"schemaVersion":2,"x":[1.5,null,true],"manifests":[\#(other)]}"#)
        try await store().put(Self.one, as: .tag(.latest))
        let text = try directory.read("a/b/index.json")
        for piece in [#""data" : "Bw==""#, "https://x/a", "1.5", "null", "true", "quay.io/q:1", "gcr.io/p/app:latest"] {
            #expect(text.contains(piece), "\(piece)")
        }
    }

    @Test func concurrentWritersLoseNothing() async throws {
        let names = (0..<20).map { "v\($0)" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for name in names {
                group.addTask { try await store().put(Self.one, as: .tag(ImageTag(name)!)) }
            }
            try await group.waitForAll()
        }
        #expect(Set(try await store().tags().map(\.name)) == Set(names))
    }

    @Test func brokenSourceLeavesNothingBehind() async throws {
        let blob = Descriptor(mediaType: .ociManifest, digest: Digest(of: [1, 2, 3]), size: 3)
        let store = try store()
        for chunks in [[[1, 2]], [[1, 2, 4]], [[1, 2, 3], [4]]] as [[[UInt8]]] {
            await #expect(throws: RegistryError.self) {
                try await store.put(blob, mountableFrom: nil) { _ async throws(RegistryError) in
                    BlobStream(chunks)
                }
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("a/b/blobs/sha256")).isEmpty)
        _ = try await store.put(blob, mountableFrom: nil) { _ async throws(RegistryError) in
            BlobStream([[1], [2, 3]])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path("a/b/blobs/sha256")).count == 1)
        #expect(try await store.hasBlob(blob))
    }

    @Test func linkIsNotWrittenThrough() async throws {
        let outside = try TemporaryDirectory("outside")
        try FileManager.default.removeItem(atPath: directory.path("a/b/blobs"))
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("a/b/blobs"), withDestinationPath: outside.path)
        await #expect(throws: RegistryError.self) { try await store().put(Self.one, as: .tag(.latest)) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }

    @Test func placeThatCannotBeWrittenIsNamed() async throws {
        try directory.write("file", "")
        let layout = ImageLayout(FilePath(directory.path("file/x")))
        let error = #expect(throws: RegistryError.self) { try layout.create() }
        #expect(error?.code == .fileFailed)
        #expect(error?.message == "cannot write \(directory.path("file")): Not a directory")
    }
}

extension BlobStream {
    /// These chunks and no more.
    init(_ chunks: [[UInt8]]) {
        let rest = ChunkList(chunks)
        self.init(size: nil, nextChunk: { () async throws(RegistryError) in rest.next() })
    }
}
