import ImageModel
import Manifests
import PinnaceTestSupport
import Planning
import Synchronization
import Testing

@testable import Reconciliation

@Suite struct CopyStageTests {
    private static let files = [
        "a.yaml": Sample.deployment("gcr.io/p/app:1.0.0"),
        "b.yaml": Sample.deployment("gcr.io/p/db:2.0.0", name: "db"),
    ]

    private func fixture() throws -> RunFixture {
        var fixture = try RunFixture()
        try fixture.rewrite("gcr.io/{path...}", "us-docker.pkg.dev/{path...}", copy: .missing)
        try fixture.add("gcr.io/p/app:1.0.0", seed: "app")
        try fixture.add("gcr.io/p/db:2.0.0", seed: "db")
        return fixture
    }

    @Test func aRehearsalCopiesNothing() async throws {
        let fixture = try fixture()
        let draft = try await fixture.rehearse(Self.files)
        #expect(
            draft.plan.copies.map(\.target.description) == [
                "us-docker.pkg.dev/p/app:1.0.0", "us-docker.pkg.dev/p/db:2.0.0",
            ])
        #expect(draft.changes.map(\.path.string) == ["a.yaml", "b.yaml"])
        let again = try await fixture.rehearse(Self.files)
        #expect(again.plan.copies == draft.plan.copies)
    }

    @Test func whatIsMissingIsCopiedAndThenThere() async throws {
        let fixture = try fixture()
        let told = Mutex<[PlannedCopy]>([])
        let reconciler = Reconciler(fixture.inputs) { event in
            if case .copying(let copy) = event { told.withLock { $0.append(copy) } }
        }
        let draft = try await reconciler.prepare(MemoryFiles(Self.files))
        #expect(told.withLock { $0 } == draft.plan.copies)
        #expect(draft.plan.count(.change) == 2)
        let again = try await fixture.rehearse(draft.written)
        #expect(again.plan.count(.unchanged) == 2)
        #expect(again.plan.copies.isEmpty)
    }

    @Test func aFailedCopyBlocksItsGroupAndLeavesTheRest() async throws {
        let fixture = try fixture()
        let inputs = fixture.inputs
        let scan = try await inputs.scanner.scan(MemoryFiles(Self.files))
        let references = await Planner(rules: inputs.rules, holds: inputs.holds).plan(
            scan.graph, asking: inputs.resolver)
        let plan = Plan(revision: nil, files: 2, references: references, findings: [])
        let broken = try TornBlob(in: fixture.layout.path, of: try #require(plan.copies.first).digest)
        defer { broken.mend() }
        let copied = await CopyStage(fixture.registry).run(plan) { _ in }
        #expect(copied.references.map(\.status) == [.blocked, .change])
        #expect(copied.references[0].edits.isEmpty)
        #expect(copied.references[0].copies.isEmpty)
        #expect(copied.references[0].message?.hasPrefix("the copy to us-docker.pkg.dev/p/app:1.0.0 failed: ") == true)
    }
}
