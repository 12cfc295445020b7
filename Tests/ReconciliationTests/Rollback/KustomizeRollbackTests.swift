import Testing

@testable import Reconciliation

/// A base and what overlays make of it are one question.
@Suite struct KustomizeRollbackTests {
    private static let base = "base/deployment.yaml"
    private static let overlay = "prod/kustomization.yaml"

    private static func files(_ image: String, _ entry: String...) -> [String: String] {
        [
            base: Sample.deployment(image),
            "base/kustomization.yaml": Sample.kustomization("resources:", "  - deployment.yaml"),
            overlay: Sample.kustomization("resources:", "  - ../base", "images:") + entry.map { "\($0)\n" }.joined(),
        ]
    }

    private static let old = files("gcr.io/p/app:1.0.0", "  - name: gcr.io/p/app", "    newTag: 1.1.0")
    private static let new = files(
        "us-docker.pkg.dev/p/app:1.0.0\(Sample.pin("a"))", "  - name: us-docker.pkg.dev/p/app", "    newTag: 1.1.0",
        "    digest: \(Sample.digest("b"))")

    @Test func baseAndOverlayGoBackTogether() async throws {
        let fixture = try await RollbackFixture(Self.old)
        let commit = try await fixture.commit(Self.new, "Pin")
        let draft = try await fixture.plan(.commit(commit))
        #expect(draft.paths == [Self.base, Self.overlay])
        #expect(draft.text(Self.base) == Self.old[Self.base])
        #expect(draft.text(Self.overlay) == Self.old[Self.overlay])
    }

    @Test func byImageTheyGoBackTogetherToo() async throws {
        let fixture = try await RollbackFixture(Self.old)
        try await fixture.commit(Self.new, "Pin")
        let draft = try await fixture.plan(image: "us-docker.pkg.dev/p/app")
        #expect(draft.paths == [Self.base, Self.overlay])
        #expect(draft.text(Self.overlay) == Self.old[Self.overlay])
    }

    @Test func anOverlayAloneGoesBackAlone() async throws {
        let start = Self.files("nginx:1.0.0", "  - name: nginx", "    newTag: 1.1.0")
        let fixture = try await RollbackFixture(start)
        let later = Self.files("nginx:1.0.0", "  - name: nginx", "    newTag: 1.2.0")
        let commit = try await fixture.commit(later, "Go on")
        let draft = try await fixture.plan(.commit(commit))
        #expect(draft.paths == [Self.overlay])
        #expect(draft.text(Self.overlay) == start[Self.overlay])
    }

    /// Two commits moved base and overlay; undoing the first alone would leave the overlay without anything to match.
    @Test func aBaseThatWouldGoBackAloneIsAConflict() async throws {
        let fixture = try await RollbackFixture(Self.old)
        let commit = try await fixture.commit([Self.base: Self.new[Self.base]!], "Move the base")
        try await fixture.commit([Self.overlay: Self.new[Self.overlay]!], "Move the overlay")
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(.commit(commit)) }
        #expect(error?.code == .conflict)
        #expect(error?.message.hasSuffix("base and overlay have to go back together; roll back by commit") == true)
    }
}
