import ImageModel
import Testing

@testable import Registry

@Suite struct LayoutNamesTests {
    private static let refName = LayoutEntry.nameAnnotation
    private static let one = ManifestText.index([])
    private static let two = ManifestText.index([ManifestText.descriptor([1], .ociManifest)])

    private func found(
        _ entries: [([UInt8], [String: String])], _ tag: String, in repository: String = "gcr.io/p/app"
    ) async throws -> Digest? {
        let fixture = try LayoutFixture()
        for (bytes, _) in entries { try fixture.blob(bytes) }
        try fixture.index(entries)
        return try await fixture.store(repository).head(.tag(ImageTag(tag)!))?.digest
    }

    @Test(arguments: [
        ("gcr.io/p/app:1", "gcr.io/p/app", true), ("p/app:1", "gcr.io/p/app", true),
        ("gcr.io/p/app:1@\(Digest(of: one))", "gcr.io/p/app", true),
        ("p/app:1@\(Digest(of: one))", "gcr.io/p/app", true),
        ("gcr.io/p/app:2", "gcr.io/p/app", false), ("quay.io/p/app:1", "gcr.io/p/app", false),
        ("p/app", "gcr.io/p/app", false), ("1", "gcr.io/p/app", false), ("p/apple:1", "gcr.io/p/app", false),
        ("nginx:1", "docker.io/library/nginx", true), ("library/nginx:1", "docker.io/library/nginx", true),
        ("docker.io/library/nginx:1", "docker.io/library/nginx", true), ("", "gcr.io/p/app", false),
        ("gcr.io/p/app@\(Digest(of: one))", "gcr.io/p/app", false),
    ])
    func namesHaveTheseSpellings(_ name: String, _ repository: String, _ isFound: Bool) async throws {
        let digest = try await found([(Self.one, [Self.refName: name])], "1", in: repository)
        #expect(digest == (isFound ? Digest(of: Self.one) : nil))
    }

    @Test func whatBuildKitWritesIsFound() async throws {
        let annotations = [Self.refName: "1", LayoutEntry.containerdAnnotation: "gcr.io/p/app:1"]
        #expect(try await found([(Self.one, annotations)], "1") == Digest(of: Self.one))
    }

    @Test func wholeReferenceComesBeforePath() async throws {
        let entries = [(Self.one, [Self.refName: "p/app:1"]), (Self.two, [Self.refName: "gcr.io/p/app:1"])]
        #expect(try await found(entries, "1") == Digest(of: Self.two))
        #expect(try await found(entries, "1", in: "quay.io/p/app") == Digest(of: Self.one))
    }

    @Test func tagWithTwoDigestsIsRefused() async throws {
        let entries = [(Self.one, [Self.refName: "p/app:1"]), (Self.two, [Self.refName: "p/app:1"])]
        let error = await #expect(throws: RegistryError.self) { try await found(entries, "1") }
        #expect(error?.code == .invalidLayout)
        #expect(error?.message.hasSuffix("its index.json gives gcr.io/p/app:1 to several digests") == true)
    }

    @Test func digestBelongsToTheRepositoryWhoseEntriesLeadThere() async throws {
        let fixture = try LayoutFixture()
        let child = ManifestText.image()
        let parent = ManifestText.index([ManifestText.descriptor(child, .ociManifest)])
        for bytes in [child, parent, Self.one] { try fixture.blob(bytes) }
        try fixture.index([
            (parent, [Self.refName: "gcr.io/p/app:1"]),
            (Self.one, [Self.refName: "gcr.io/q/app@\(Digest(of: Self.one))"]),
        ])
        for (bytes, repository, isThere) in [
            (child, "gcr.io/p/app", true), (parent, "gcr.io/p/app", true), (Self.one, "gcr.io/p/app", false),
            (child, "gcr.io/q/app", false), (Self.one, "gcr.io/q/app", true),
        ] {
            #expect(try await (fixture.store(repository).head(.digest(Digest(of: bytes))) != nil) == isThere)
        }
    }
}
