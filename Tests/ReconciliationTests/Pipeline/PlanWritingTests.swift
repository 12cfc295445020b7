import ImageModel
import Manifests
import Planning
import Testing

@testable import Reconciliation

/// What was planned on is not what is written to, in one file of several.
@Suite struct PlanWritingTests {
    private static let planned = [
        "a.yaml": Sample.deployment("gcr.io/p/app:1.0.0"),
        "b.yaml": Sample.deployment("gcr.io/p/app:1.0.0", name: "worker"),
    ]

    private func write(_ planned: [String: String], onto found: [String: String]) async throws -> PlanWriting {
        let fixture = try RunFixture()
        try fixture.add("gcr.io/p/app:1.0.0", seed: "one")
        let scan = try await RepositoryScanner().scan(MemoryFiles(planned))
        let references = await Planner(rules: fixture.rules, holds: HoldBook([], today: fixture.today))
            .plan(scan.graph, asking: fixture.inputs.resolver)
        let plan = Plan(revision: nil, files: scan.files, references: references, findings: [])
        return try await PlanWriting(plan, scan, MemoryFiles(found))
    }

    @Test func everythingIsWrittenInTheOrderOfPaths() async throws {
        let writing = try await write(Self.planned, onto: Self.planned)
        #expect(writing.plan.count(.change) == 2)
        #expect(writing.changes.map(\.path.string) == ["a.yaml", "b.yaml"])
        #expect(writing.changes.allSatisfy { $0.old != nil && $0.new != $0.old })
    }

    @Test func aFileThatChangedMeanwhileBlocksItsGroupAlone() async throws {
        var found = Self.planned
        found["a.yaml"] = Sample.deployment("gcr.io/p/app:1.1.0")
        let writing = try await write(Self.planned, onto: found)
        #expect(writing.plan.references.map(\.status) == [.blocked, .change])
        #expect(writing.plan.references[0].reason == .verificationFailed)
        #expect(
            writing.plan.references[0].message
                == "a.yaml:10:18: spec.template.spec.containers[0].image is not what was planned on: plan again")
        #expect(writing.plan.references[0].edits.isEmpty)
        #expect(writing.changes.map(\.path.string) == ["b.yaml"])
    }

    @Test func aFileThatIsGoneBlocksItsGroupAlone() async throws {
        var found = Self.planned
        found["b.yaml"] = nil
        let writing = try await write(Self.planned, onto: found)
        #expect(writing.plan.references.map(\.status) == [.change, .blocked])
        #expect(writing.plan.references[1].message == "b.yaml is gone")
        #expect(writing.changes.map(\.path.string) == ["a.yaml"])
    }

    /// Something else moved in a file between scan and write: what it says now was never planned.
    @Test func anotherReferenceThatMovedInAWrittenFileBlocksTheGroupsInIt() async throws {
        var planned = Self.planned
        planned["a.yaml"] = planned["a.yaml"]! + "---\n" + Sample.deployment("gcr.io/p/app:1.0.0@" + "x", name: "odd")
        var found = planned
        found["a.yaml"] = found["a.yaml"]!.replacing("1.0.0@x", with: "1.0.0@y")
        let writing = try await write(planned, onto: found)
        #expect(writing.changes.map(\.path.string) == ["b.yaml"])
        let a = writing.plan.references.filter { $0.occurrence.file.string == "a.yaml" && $0.status == .blocked }
        #expect(a.contains { $0.from == "gcr.io/p/app:1.0.0" })
    }

    @Test func aFileThatIsBrokenNowIsNotTouched() async throws {
        var found = Self.planned
        found["a.yaml"] = "kind: [\n"
        let writing = try await write(Self.planned, onto: found)
        #expect(writing.plan.references.map(\.status) == [.blocked, .change])
        #expect(writing.plan.references[0].message?.hasPrefix("a.yaml:") == true)
        #expect(writing.changes.map(\.path.string) == ["b.yaml"])
    }

    /// Base and overlay share one fate.
    @Test func aGroupIsWrittenWholeOrNotAtAll() async throws {
        let planned = [
            "base/deployment.yaml": Sample.deployment("gcr.io/p/app:1.0.0"),
            "base/kustomization.yaml": Sample.kustomization("resources: [deployment.yaml]"),
            "prod/kustomization.yaml": Sample.kustomization(
                "resources: [../base]", "images:", "  - name: gcr.io/p/app", "    newTag: 1.0.0"),
            "z.yaml": Sample.deployment("gcr.io/p/app:1.0.0", name: "other"),
        ]
        let whole = try await write(planned, onto: planned)
        let group = whole.plan.changes.filter { $0.occurrence.file.string != "z.yaml" }
        try #require(!group.isEmpty)
        var found = planned
        let touched = group.flatMap(\.edits).map(\.site.id.file.string)[0]
        found[touched] = nil
        let writing = try await write(planned, onto: found)
        #expect(writing.changes.map(\.path.string) == ["z.yaml"])
        #expect(writing.plan.changes.map(\.occurrence.file.string) == ["z.yaml"])
    }
}
