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

/// The files of a record.
@Suite struct AnswerRecordTests {
    private let directory: TemporaryDirectory
    private let repository = ImageRepository(host: "gcr.io", path: "p/app")

    init() throws {
        directory = try TemporaryDirectory("record")
    }

    private func record(_ limit: RecordLimit = RecordLimit()) throws -> AnswerRecord {
        try #require(AnswerRecord(FilePath(directory.path("answers")), limit: limit))
    }

    private func open(_ limit: RecordLimit = RecordLimit()) throws -> RepositoryRecord {
        try #require(try record(limit).repository(repository, .itself))
    }

    private static func manifest(_ text: String) -> RawManifest {
        let config = Digest(of: Array(text.utf8))
        let type = MediaType.ociManifest.rawValue
        let json =
            #"{"schemaVersion":2,"mediaType":"\#(type)","layers":[],"#
            + #""config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":2,"digest":"\#(config)"}}"#
        return RawManifest(mediaType: .ociManifest, bytes: Array(json.utf8))
    }

    private func mode(_ path: String) throws -> UInt32 {
        UInt32(try FilePath(path).stat(followTargetSymlink: false).permissions.rawValue)
    }

    @Test func filesAreTheUsersAlone() throws {
        let record = try open()
        let manifest = Self.manifest("a")
        record.keep(manifest)
        #expect(try mode(directory.path("answers")) == 0o700)
        #expect(try mode(directory.path("answers/gcr.io/p/app/_content")) == 0o700)
        let name = "sha256-\(manifest.digest.hex)"
        #expect(try mode(directory.path("answers/gcr.io/p/app/_content/\(name)")) == 0o600)
    }

    @Test func aFolderThatOthersCanWriteIsNotUsed() throws {
        try directory.directory("answers")
        for mode in [FilePermissions(rawValue: 0o750), FilePermissions(rawValue: 0o707)] {
            try FileManager.default.setAttributes(
                [.posixPermissions: Int(mode.rawValue)], ofItemAtPath: directory.path("answers"))
            #expect(AnswerRecord(FilePath(directory.path("answers"))) == nil)
        }
        try FileManager.default.removeItem(atPath: directory.path("answers"))
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("answers"), withDestinationPath: directory.path)
        #expect(AnswerRecord(FilePath(directory.path("answers"))) == nil)
    }

    @Test func contentsAreBelievedForTheirDigestAlone() throws {
        let record = try open()
        let manifest = Self.manifest("a")
        record.keep(manifest)
        #expect(record.manifest(manifest.digest) == manifest)
        let path = "answers/gcr.io/p/app/_content/sha256-\(manifest.digest.hex)"
        for bytes in [[], Array("x\n{}".utf8), Array("\n".utf8), Array("no end".utf8)] as [[UInt8]] {
            try directory.write(path, bytes: bytes)
            #expect(record.manifest(manifest.digest) == nil)
            #expect(!record.holds(manifest.digest), "what is spoilt goes")
        }
    }

    @Test func aBlobIsNoManifest() throws {
        let record = try open()
        let manifest = Self.manifest("a")
        record.keep(manifest.bytes, as: manifest.digest)
        #expect(record.manifest(manifest.digest) == nil)
        #expect(record.blob(manifest.digest) == manifest.bytes)
    }

    @Test func tagsKeepTheirLastAnswer() throws {
        let record = try open()
        let tag = try #require(ImageTag("1.0"))
        #expect(record.answer(tag) == nil)
        let head = ManifestHead(Self.manifest("a"))
        record.keep(.named(head), of: tag)
        #expect(record.answer(tag)?.answer == .named(head))
        record.keep(.absent, of: tag)
        #expect(record.answer(tag)?.answer == .absent)
    }

    @Test(arguments: [
        "", "1.0", "1.0\n", "1.0 absent\n", "1.0 17 abs", "2.0 17 absent\n", "1.0 17 1 type sha256:abc\n",
        "1.0 17 absent more\n", "1.0 x absent\n", "1.0 17 many type sha256:\(String(repeating: "a", count: 64))\n",
        "1.0 17 2 type sha256:\(String(repeating: "a", count: 63))\n", "\u{0}\u{0}\u{0}\n",
    ])
    func aTagsAnswerThatIsNotWholeIsNone(_ text: String) throws {
        _ = try record()
        try directory.write("answers/gcr.io/p/app/_answers", text)
        let tag = try #require(ImageTag("1.0"))
        #expect(try open().answer(tag) == nil)
        let head = ManifestHead(Self.manifest("a"))
        try open().keep(.named(head), of: tag)
        #expect(try open().answer(tag)?.answer == .named(head), "what follows it is not spoilt")
    }

    @Test func aNewerAnswerCountsWhoeverWroteItFirst() throws {
        let digest = "sha256:\(String(repeating: "a", count: 64))"
        _ = try record()
        try directory.write(
            "answers/gcr.io/p/app/_answers", "1.0 20 absent\n1.0 17 2 type \(digest)\n\n2.0 18 - type \(digest)\n")
        let record = try open()
        #expect(record.answer(try #require(ImageTag("1.0")))?.answer == .absent)
        #expect(record.answer(try #require(ImageTag("1.0")))?.at == 20)
        let head = ManifestHead(
            digest: try #require(Digest(digest)), mediaType: MediaType(rawValue: "type"), size: nil)
        #expect(record.answer(try #require(ImageTag("2.0")))?.answer == .named(head))
    }

    @Test func theFileOfATagThatIsAskedForAgainAndAgainStaysSmall() throws {
        let (tag, other) = (try #require(ImageTag("1.0")), try #require(ImageTag("other")))
        let (one, two) = (try open(), try open())
        two.keep(.absent, of: other)
        let head = ManifestHead(Self.manifest("a"))
        for _ in 0..<2000 { one.keep(.named(head), of: tag) }
        let size = try FilePath(directory.path("answers/gcr.io/p/app/_answers")).stat().size
        #expect(size < 400 * 150)
        #expect(try open().answer(tag)?.answer == .named(head))
        #expect(try open().answer(other)?.answer == .absent, "what another process wrote stays")
    }

    @Test func whatWasNotUsedForLongestGoesFirst() throws {
        var limit = RecordLimit()
        limit.bytes = 4096 * 8
        let record = try open(limit)
        let manifests = (0..<10).map { Self.manifest("\($0)") }
        for (age, manifest) in manifests.enumerated() {
            record.keep(manifest)
            let path = directory.path("answers/gcr.io/p/app/_content/sha256-\(manifest.digest.hex)")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: Double(-10_000 - age))], ofItemAtPath: path)
        }
        #expect(record.manifest(manifests[9].digest) != nil, "reading makes it young")
        record.record.sweep()
        let left = manifests.indices.filter { record.holds(manifests[$0].digest) }
        #expect(left.contains(9) && left.contains(0) && !left.contains(8))
        #expect(left.count <= 6 && left.count >= 4)
    }

    /// Who asks with other credentials sees nothing of it, and the whole is bounded.
    @Test func partsAreApartAndBoundedTogether() throws {
        var limit = RecordLimit()
        limit.bytes = 4096 * 8
        let whole = try #require(AnswerRecord(FilePath(directory.path("answers")), limit: limit))
        let repository = try ImageRepository(parsing: "gcr.io/p/app")
        let parts = ["", "one", "../two"].map { whole.part($0) }
        let records = try parts.map { try #require($0.repository(repository, .itself)) }
        let manifests = (0..<4).map { Self.manifest("\($0)") }
        records[0].keep(manifests[0])
        #expect(records.map { $0.holds(manifests[0].digest) } == [true, false, false])
        for record in records { for manifest in manifests { record.keep(manifest) } }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path("answers")).count { $0.hasPrefix("=") }
                == 3)
        parts[1].sweep()
        let left = records.flatMap { record in manifests.filter { record.holds($0.digest) } }
        #expect(left.count <= 6 && left.count >= 4)
    }

    @Test(arguments: [
        ("gcr.io", "gcr.io"), ("127.0.0.1:5000", "127.0.0.1%3a5000"), ("GCR.io", "%47%43%52.io"), ("..", "%2e."),
        ("http://h/p", "http%3a%2f%2fh%2fp"),
    ])
    func namesLeadNowhereElse(_ text: String, _ name: String) {
        #expect(AnswerRecord.name(text) == name)
        #expect(AnswerRecord.name(String(repeating: text, count: 100)).utf8.count < 110)
    }

    @Test func twoProcessesWriteAtOnce() async throws {
        let tag = try #require(ImageTag("1"))
        let heads = [ManifestHead(Self.manifest("a")), ManifestHead(Self.manifest("b"))]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for head in heads {
                let record = try open()
                group.addTask {
                    for _ in 0..<200 {
                        record.keep(.named(head), of: tag)
                        guard case .named(let seen)? = record.answer(tag)?.answer else {
                            throw TestSupportError("an answer was torn")
                        }
                        #expect(heads.contains(seen))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
