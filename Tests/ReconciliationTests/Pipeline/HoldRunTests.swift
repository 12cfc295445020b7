import ImageModel
import Planning
import Testing

@testable import Reconciliation

/// Holds through whole runs against registries that move on.
@Suite struct HoldRunTests {
    private static let image = "gcr.io/p/app:latest"

    /// Tag `latest` was at A, went to B, and was put back to A with a hold that lapses for a new digest.
    private struct Line {
        var run: RunFixture
        let a: Digest
        let b: Digest
        let files: [String: String]
    }

    private func line(_ lapse: Hold.Lapse, until: String? = nil) throws -> Line {
        var run = try RunFixture()
        let a = try run.add(Self.image, seed: "A")
        let b = try run.add(Self.image, seed: "B")
        var hold = Hold()
        hold.image = try PathSegmentPattern("gcr.io/p/app")
        hold.from = "\(Self.image)@\(a)"
        hold.to = "\(Self.image)@\(b)"
        hold.digests = [b, a]
        hold.lapse = lapse
        hold.until = until
        hold.reason = "it leaks"
        run.holds = [hold]
        return Line(run: run, a: a, b: b, files: ["a.yaml": Sample.deployment("\(Self.image)@\(a)")])
    }

    @Test func theRefusedDigestStaysOut() async throws {
        let line = try line(.newDigest)
        let draft = try await line.run.rehearse(line.files)
        #expect(draft.plan.references.map(\.status) == [.held])
        #expect(draft.plan.references.map(\.reason) == [.held])
        #expect(draft.plan.references.map(\.message) == ["held: it leaks; 'pinnace release' lets it go"])
        #expect(draft.changes.isEmpty)
    }

    @Test func aNewDigestIsProgressWhereTheHoldSaysSo() async throws {
        let line = try line(.newDigest)
        let c = try line.run.add(Self.image, seed: "C")
        let draft = try await line.run.rehearse(line.files)
        #expect(draft.written == ["a.yaml": Sample.deployment("\(Self.image)@\(c)")])
    }

    @Test func aNewDigestIsNoneWhereItDoesNot() async throws {
        let line = try line(.never)
        try line.run.add(Self.image, seed: "C")
        #expect(try await line.run.rehearse(line.files).plan.references.map(\.status) == [.held])
    }

    /// A, B, A: from a third digest the tag goes back to one that was in use here, which is not progress.
    @Test func anOldDigestIsNoProgress() async throws {
        let line = try line(.newDigest)
        let c = try line.run.add(Self.image, seed: "C")
        let files = ["a.yaml": Sample.deployment("\(Self.image)@\(c)")]
        for seed in ["A", "B"] {
            try line.run.add(Self.image, seed: seed)
            let draft = try await line.run.rehearse(files)
            #expect(draft.plan.references.map(\.status) == [.held])
            #expect(draft.changes.isEmpty)
        }
    }

    @Test(arguments: [("2026-11-19", 0), ("2026-11-20", 1), ("2026-11-21", 1)])
    func aHoldLastsToTheEndOfItsDay(until: String, held: Int) async throws {
        let line = try line(.never, until: until)
        let draft = try await line.run.rehearse(line.files)
        #expect(draft.plan.count(.held) == held)
        #expect(draft.plan.count(.change) == 1 - held)
        if held == 1 {
            #expect(draft.plan.references[0].message == "held until \(until): it leaks; 'pinnace release' lets it go")
        }
    }

    /// However often the image is built anew: it was the place that was refused.
    @Test(arguments: Hold.Lapse.allCases) func aRefusedRegistryStaysRefused(lapse: Hold.Lapse) async throws {
        var run = try RunFixture()
        try run.rewrite("gcr.io/{path...}", "us-docker.pkg.dev/{path...}")
        try run.add("gcr.io/p/app:1.0.0", seed: "A")
        let moved = try run.add("us-docker.pkg.dev/p/app:1.0.0", seed: "A")
        var hold = Hold()
        hold.image = try PathSegmentPattern("us-docker.pkg.dev/p/app")
        hold.from = "gcr.io/p/app:1.0.0"
        hold.to = "us-docker.pkg.dev/p/app:1.0.0@\(moved)"
        hold.digests = [moved]
        hold.lapse = lapse
        run.holds = [hold]
        let files = ["a.yaml": Sample.deployment("gcr.io/p/app:1.0.0")]
        #expect(try await run.rehearse(files).plan.references.map(\.status) == [.held])
        for reference in ["gcr.io/p/app:1.0.0", "us-docker.pkg.dev/p/app:1.0.0"] { try run.add(reference, seed: "B") }
        #expect(try await run.rehearse(files).plan.references.map(\.status) == [.held])
    }

    /// A rollback, then the next run: it has to leave alone what was put back.
    @Test(arguments: [true, false]) func theRunAfterARollbackChangesNothing(byImage: Bool) async throws {
        var run = try RunFixture()
        try run.rewrite("gcr.io/{path...}", "us-docker.pkg.dev/{path...}")
        for reference in ["gcr.io/p/app:1.0.0", "us-docker.pkg.dev/p/app:1.0.0"] { try run.add(reference, seed: "A") }
        let files = ["a.yaml": Sample.deployment("gcr.io/p/app:1.0.0")]
        let fixture = try await RollbackFixture(files)
        let draft = try await run.rehearse(files)
        let pin = try await fixture.branch.commit(try #require(CommitProposal(draft, subject: nil)))
        let rollback = byImage ? try await fixture.plan(image: "app") : try await fixture.plan(.commit(pin))
        #expect(rollback.text("a.yaml") == files["a.yaml"])
        #expect(try await run.rehearse(files).plan.count(.change) == 1)
        run.holds = rollback.holds
        #expect(try await run.rehearse(files).plan.references.map(\.status) == [.held])
    }
}
