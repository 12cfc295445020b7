import GitStore
import ImageModel
import Manifests
import Planning
import Testing

@testable import Reconciliation

@Suite struct RevertSearchTests {
    private static let old = "gcr.io/p/app:1.0.0"
    private static let new = "us-docker.pkg.dev/p/app:1.0.0\(Sample.pin("a"))"
    private static let newer = "us-docker.pkg.dev/p/app:1.0.0\(Sample.pin("b"))"

    /// What the history holds after a first commit with `old`, and whether the plan's move from there is refused.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [(image: String, message: String)]
        let refused: String?
    }

    private static let cases = [
        Case(testDescription: "never pinned", steps: [], refused: nil),
        Case(testDescription: "put back", steps: [(new, "Pin"), (old, "Back")], refused: new),
        Case(
            testDescription: "put back past two pins", steps: [(new, "Pin"), (newer, "Pin"), (old, "Back")],
            refused: newer),
        Case(
            testDescription: "put back, moved on, put back",
            steps: [(new, "Pin"), (old, "Back"), (newer, "Again"), (old, "Back")], refused: newer),
        Case(
            testDescription: "by a rollback of ours",
            steps: [(new, "Pin"), (old, "Back\n\nPinnace-Operation: rollback")],
            refused: nil),
        Case(
            testDescription: "a step of a person's", steps: [("gcr.io/p/app:0.9.0", "Older"), (old, "Up")], refused: nil
        ),
        Case(
            testDescription: "never stood there before the pin",
            steps: [("gcr.io/p/app:0.9.0", "Older"), (new, "Pin"), (old, "Up")], refused: nil),
        Case(
            testDescription: "another registry's pin is no pin of the plan's",
            steps: [("quay.io/p/app:1.0.0\(Sample.pin("a"))", "Move"), (old, "Back")], refused: nil),
    ]

    @Test(arguments: cases) func aRevertIsAHold(_ example: Case) async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        for step in example.steps {
            try await fixture.commit(["a.yaml": Sample.deployment(step.image)], step.message)
        }
        let holds = try await holds(fixture)
        #expect(holds.map(\.to) == [example.refused].compactMap(\.self))
        #expect(holds.allSatisfy { $0.from == Self.old && $0.file == "a.yaml" && $0.object == "Deployment/api" })
    }

    @Test func theCommitIsTheReason() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        let back = try await fixture.commit(["a.yaml": Sample.deployment(Self.old)], "It does not start\n\nTruly.")
        let hold = try #require(try await holds(fixture).first)
        #expect(hold.reason == "put back in \(back.short): It does not start")
        #expect(hold.who == "Ana <ana@example.com>")
        #expect(hold.since == "2026-11-20")
        #expect(hold.field == RollbackFixture.field)
        #expect(hold.digests.map(\.short) == ["sha256:aaaaaaaaaaaa"])
    }

    @Test func aHoldThatIsThereHasDecided() async throws {
        let fixture = try await reverted()
        var hold = Hold()
        hold.file = "a.yaml"
        hold.until = "2026-01-01"
        #expect(try await holds(fixture, known: [hold]).isEmpty)
    }

    @Test func aRevertWithAHoldOfItsOwnHasDecided() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let pin = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        let draft = try await fixture.plan(.commit(pin))
        let files = draft.files.map { ($0.path.string, String(decoding: $0.new ?? [], as: UTF8.self)) }
        try await fixture.commit(Dictionary(uniqueKeysWithValues: files), "Squashed")
        #expect(try await holds(fixture).isEmpty)
    }

    @Test func aReleaseEndsIt() async throws {
        let fixture = try await reverted()
        let found = try await holds(fixture)
        let ledger = RollbackFixture.ledger
        let file = try #require(try await ledger.adding(found, to: fixture.branch.files()))
        try await fixture.commit([file.path.string: String(decoding: file.new ?? [], as: UTF8.self)], "Hold")
        try await fixture.commit([file.path.string: ""], "Release")
        #expect(try await holds(fixture).isEmpty)
        try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        try await fixture.commit(["a.yaml": Sample.deployment(Self.old)], "Back again")
        #expect(try await holds(fixture).count == 1)
    }

    private func reverted() async throws -> RollbackFixture {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        try await fixture.commit(["a.yaml": Sample.deployment(Self.old)], "Back")
        return fixture
    }

    /// Asks for a plan that would take what stands there to its pin.
    private func holds(_ fixture: RollbackFixture, known: [Hold] = []) async throws -> [Hold] {
        let files = try await fixture.branch.files()
        let graph = try await RepositoryScanner().scan(files).graph
        let references = graph.occurrences.map { occurrence in
            var reference = PlannedReference(occurrence: occurrence, from: Self.old, status: .change)
            reference.to = Self.newer
            return reference
        }
        return try await RevertSearch(
            try #require(files.past), ledger: RollbackFixture.ledger,
            holds: HoldBook(known, today: "2026-11-20"), locator: FileLocator()
        ).holds(for: references)
    }
}
