import Manifests
import Planning
import Testing

@testable import Reconciliation

@Suite struct RollbackHoldsTests {
    private static let old = "gcr.io/p/app:1.0.0"
    private static let new = "us-docker.pkg.dev/p/app:1.0.0\(Sample.pin("a"))"

    @Test func aHoldIsWrittenOnce() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        let first = try await fixture.plan(.commit(commit))
        #expect(first.files.map(\.path.string) == ["a.yaml", ".pinnace/holds.txt"])
        try await fixture.commit(first)
        let holds = try await fixture.branch.text(RollbackFixture.holdsPath.string)

        let again = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin by hand")
        let second = try await fixture.plan(.commit(again))
        #expect(second.paths == ["a.yaml"])
        #expect(second.files.count == 1)
        try await fixture.commit(second)
        #expect(try await fixture.branch.text(RollbackFixture.holdsPath.string) == holds)
    }

    @Test func anotherMoveIsAnotherHold() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        try await fixture.commit(try await fixture.plan(.commit(commit)))
        let other = try await fixture.commit(["a.yaml": Sample.deployment("gcr.io/p/app:2.0.0")], "Go on")
        try await fixture.commit(try await fixture.plan(.commit(other)))
        let text = try #require(try await fixture.branch.text(RollbackFixture.holdsPath.string))
        #expect(text.split(separator: "\n").count == 2)
    }

    @Test func theRequestsTermsStandInIt() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        var request = RollbackRequest(.image(try ImageSelection("app"), .previous), today: "2026-11-20")
        (request.who, request.until, request.lapse) = ("Ben <ben@example.com>", "2026-12-31", .newDigest)
        let files = try await fixture.branch.files()
        let draft = try await RollbackPlanner(
            scanner: RepositoryScanner(),
            ledger: HoldsLedger(
                path: RollbackFixture.holdsPath, reading: { _ in [] }, adding: { _, bytes in (bytes ?? []) + [1] })
        ).plan(request, on: files, history: HistoryReader(fixture.branch.repository))
        #expect(draft.holds.map(\.who) == ["Ben <ben@example.com>"])
        #expect(draft.holds.map(\.until) == ["2026-12-31"])
        #expect(draft.holds.map(\.lapse) == [.newDigest])
    }

    /// What cannot be held is not rolled back: the next run would undo it.
    @Test func aFileOfHoldsThatCannotBeChangedEndsIt() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.old)])
        let commit = try await fixture.commit(["a.yaml": Sample.deployment(Self.new)], "Pin")
        let files = try await fixture.branch.files()
        let planner = RollbackPlanner(
            scanner: RepositoryScanner(),
            ledger: HoldsLedger(
                path: RollbackFixture.holdsPath, reading: { _ in [] },
                adding: { _, _ in
                    throw ReconciliationError(.file, subject: ".pinnace/holds.yaml", "no list at its end")
                }))
        let error = await #expect(throws: ReconciliationError.self) {
            try await planner.plan(
                RollbackRequest(.commit(commit), today: "2026-11-20"), on: files,
                history: HistoryReader(fixture.branch.repository))
        }
        #expect(error?.code == .configuration)
        #expect(error?.description == ".pinnace/holds.yaml: no list at its end")
    }
}
