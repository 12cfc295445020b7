import GitStore
import Manifests
import Planning
import Testing

@testable import Reconciliation

/// Holds that came and went, among the commits that changed images.
@Suite struct HoldHistoryTests {
    private func hold(_ file: String) -> String { "\t\(file)\t\t\t\t\n" }

    private func line() async throws -> (RollbackFixture, [GitObjectID]) {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment("gcr.io/p/app:1")])
        let path = RollbackFixture.holdsPath.string
        var ids = [try await fixture.commit([path: hold("a.yaml")], "Hold it")]
        ids.append(try await fixture.commit(["a.yaml": Sample.deployment("gcr.io/p/app:2")], "Go on"))
        ids.append(try await fixture.commit(["README.md": "x"], "Nothing"))
        ids.append(try await fixture.commit([path: hold("b.yaml")], "Hold another"))
        return (fixture, ids)
    }

    private func history(_ fixture: RollbackFixture, limit: Int) async throws -> [HistoryCommit] {
        let reader = HistoryReader(fixture.branch.repository)
        let tip = try await fixture.branch.files().snapshot.commit.id
        return try await reader.addingHolds(
            to: reader.history(from: tip, limit: limit), from: tip, limit: limit, RollbackFixture.ledger)
    }

    @Test func theyStandInTheOneLine() async throws {
        let (fixture, _) = try await line()
        let commits = try await history(fixture, limit: 10)
        #expect(commits.map(\.subject) == ["Hold another", "Go on", "Hold it", "Begin"])
        let steps = commits.map { $0.holds.map { "\($0.step) \($0.hold.file ?? "")" } }
        #expect(steps == [["released a.yaml", "held b.yaml"], [], ["held a.yaml"], []])
        #expect(commits.map(\.changes.count) == [0, 1, 0, 1])
        #expect(try await history(fixture, limit: 2).map(\.subject) == ["Hold another", "Go on"])
    }

    @Test func oneCommitAlone() async throws {
        let (fixture, ids) = try await line()
        let reader = HistoryReader(fixture.branch.repository)
        let held = try await reader.addingHolds(to: reader.history(of: ids[3]), ids[3], RollbackFixture.ledger)
        #expect(held.changes.isEmpty && held.holds.count == 2)
        let changed = try await reader.history(of: ids[1], places: PlaceSelection(path: "a.yaml"))
        #expect(changed.changes.map(\.to) == ["gcr.io/p/app:2"])
        #expect(try await reader.history(of: ids[1], places: PlaceSelection(path: "b")).changes.isEmpty)
        #expect(try await reader.history(of: ids[1], image: ImageSelection("other")).changes.isEmpty)
    }

    @Test func onlyOfAPlace() async throws {
        let fixture = try await BranchFixture([
            "a/d.yaml": Sample.deployment("gcr.io/p/app:1"), "b/d.yaml": Sample.deployment("gcr.io/p/app:1"),
        ])
        try await fixture.commit(["b/d.yaml": Sample.deployment("gcr.io/p/app:2")], "b alone")
        let reader = HistoryReader(fixture.repository)
        let tip = fixture.tip
        let found = try await reader.history(from: tip, places: PlaceSelection(path: "a"))
        #expect(found.map(\.subject) == ["Begin"] && found[0].changes.map(\.file) == ["a/d.yaml"])
        let object = PlaceSelection(object: "Deployment/api")
        #expect(try await reader.history(from: tip, places: object).map(\.changes.count) == [1, 2])
    }
}
