import GitStore
import Planning
import Testing

@testable import Reconciliation

@Suite struct RollbackByCommitTests {
    private static let old = "gcr.io/p/app:1.0.0"
    private static let new = "us-docker.pkg.dev/p/app:1.0.0\(Sample.pin("a"))"

    @Test func everythingThatACommitDidGoesBack() async throws {
        let fixture = try await RollbackFixture([
            "a.yaml": Sample.deployment(Self.old), "b.yaml": Sample.deployment(Self.old, name: "worker"),
            "c.yaml": Sample.deployment("nginx:1", name: "web"),
        ])
        let commit = try await fixture.commit(
            ["a.yaml": Sample.deployment(Self.new), "b.yaml": Sample.deployment(Self.new, name: "worker")], "Pin")
        let draft = try await fixture.plan(.commit(commit), reason: "it does not start")
        #expect(draft.paths == ["a.yaml", "b.yaml"])
        #expect(draft.text("a.yaml") == Sample.deployment(Self.old))
        #expect(draft.notes.isEmpty)
        #expect(draft.holds.map(\.file) == ["a.yaml", "b.yaml"])
        #expect(draft.holds.map(\.object) == ["Deployment/api", "Deployment/worker"])
        #expect(draft.holds.map(\.field) == [RollbackFixture.field, RollbackFixture.field])
        #expect(
            draft.holds.allSatisfy { $0.from == Self.old && $0.to == Self.new && $0.digests == [Sample.digest("a")] })
        #expect(draft.holds.allSatisfy { $0.reason == "it does not start" && $0.since == "2026-11-20" })
    }

    @Test func itSaysWhatItDid() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        let draft = try await fixture.plan(.commit(commit), reason: "it does not start")
        #expect(
            draft.message == """
                Roll back to gcr.io/p/app:1.0.0

                it does not start

                from \(Self.new)
                  to gcr.io/p/app:1.0.0
                  in a.yaml Deployment/api \(RollbackFixture.field)

                Pinnace-Operation: rollback
                Pinnace-Reason: it does not start
                Pinnace-Change: {"field":"\(RollbackFixture.field)","file":"a.yaml","from":"\(Self.new)",\
                "object":"Deployment/api","to":"gcr.io/p/app:1.0.0"}

                """)
        let history = try await fixture.commit(draft)
        let commits = try await HistoryReader(fixture.branch.repository).history(from: history, limit: 1)
        #expect(commits.map(\.operation) == ["rollback"])
        #expect(commits.flatMap(\.changes).map(\.reason) == ["it does not start"])
    }

    @Test func whatElseChangedInTheFileStays() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        try await fixture.commit(["a.yaml": "# Ours\n" + Sample.deployment(Self.new, note: "a new note")], "Add notes")
        let draft = try await fixture.plan(.commit(commit))
        #expect(draft.text("a.yaml") == "# Ours\n" + Sample.deployment(Self.old, note: "a new note"))
    }

    @Test func whatWasChangedAgainSinceIsLeftAlone() async throws {
        let fixture = try await RollbackFixture([
            "a.yaml": Sample.deployment(Self.old), "b.yaml": Sample.deployment(Self.old, name: "worker"),
        ])
        let commit = try await fixture.commit(
            ["a.yaml": Sample.deployment(Self.new), "b.yaml": Sample.deployment(Self.new, name: "worker")], "Pin")
        try await fixture.commit(["a.yaml": Sample.deployment("gcr.io/p/app:2.0.0")], "Go on")
        let draft = try await fixture.plan(.commit(commit))
        #expect(draft.paths == ["b.yaml"])
        #expect(
            draft.notes == [
                "a.yaml Deployment/api \(RollbackFixture.field): it was changed again since, to gcr.io/p/app:2.0.0; left alone"
            ])
    }

    @Test func anObjectThatMovedToAnotherFileIsFound() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        try await fixture.commit(["a.yaml": "", "apps/api.yaml": Sample.deployment(Self.new)], "Tidy up")
        let draft = try await fixture.plan(.commit(commit))
        #expect(draft.paths == ["apps/api.yaml"])
        #expect(draft.text("apps/api.yaml") == Sample.deployment(Self.old))
        #expect(draft.holds.map(\.file) == ["apps/api.yaml"])
    }

    @Test func aFileThatIsGoneIsTold() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        try await fixture.commit(["a.yaml": ""], "Take it down")
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(.commit(commit)) }
        #expect(error?.code == .notFound)
        #expect(
            error?.description
                == "nothing to put back\n  a.yaml Deployment/api \(RollbackFixture.field): it is not there any more")
    }

    @Test func whatACommitAddedIsLeftAlone() async throws {
        let fixture = try await RollbackFixture(["README.md": "# Read me\n"])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Add it")
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(.commit(commit)) }
        #expect(
            error?.description
                == "nothing to put back\n  a.yaml Deployment/api \(RollbackFixture.field): the commit added it; left alone"
        )
    }

    @Test func aCommitWithoutImagesIsNamed() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["README.md": "# Read\u{1B}[2J me\n"], "Say\u{1B}[2J more")
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(.commit(commit)) }
        #expect(error?.description == "\(commit.short): the commit 'Say [2J more' changed no image")
    }

    /// The reverse of the reverse: what was put back is put forward again.
    @Test func aRollbackCanBeRolledBack() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        let back = try await fixture.commit(try await fixture.plan(.commit(commit)))
        let draft = try await fixture.plan(.commit(back))
        #expect(draft.text("a.yaml") == Sample.deployment(Self.new))
    }
}
