import GitStore
import ImageModel
import Planning
import Testing

@testable import Reconciliation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Four states of one image, a day apart.
@Suite struct RollbackByImageTests {
    private static let states = [
        "gcr.io/p/app:1.0.0", "gcr.io/p/app:1.1.0\(Sample.pin("b"))", "gcr.io/p/app:1.2.0\(Sample.pin("c"))",
        "gcr.io/p/app:1.2.0\(Sample.pin("d"))",
    ]
    private static let place = "a.yaml Deployment/api \(RollbackFixture.field)"

    /// The fixture and its commits, the first one being the second state's.
    private func line() async throws -> (RollbackFixture, [GitObjectID]) {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment(Self.states[0])])
        var ids: [GitObjectID] = []
        for state in Self.states.dropFirst() {
            ids.append(try await fixture.commit(["a.yaml": Sample.deployment(state)], "Go to \(state)"))
        }
        return (fixture, ids)
    }

    private func expect(_ state: RollbackRequest.State, _ index: Int) async throws {
        let (fixture, _) = try await line()
        #expect(try await fixture.plan(image: "app", state).text("a.yaml") == Sample.deployment(Self.states[index]))
    }

    @Test func oneStep() async throws { try await expect(.previous, 2) }
    @Test func toADigest() async throws { try await expect(.digest(Sample.digest("b")), 1) }
    @Test func toATag() async throws { try await expect(.tag("1.0.0"), 0) }

    /// The newest state of that tag that is not what stands there.
    @Test func toTheTagThatStandsThere() async throws { try await expect(.tag("1.2.0"), 2) }

    @Test(arguments: [(0, 1), (1, 2)]) func toACommit(position: Int, state: Int) async throws {
        let (fixture, ids) = try await line()
        let draft = try await fixture.plan(image: "app", .commit(ids[position]))
        #expect(draft.text("a.yaml") == Sample.deployment(Self.states[state]))
    }

    /// The first commit was made on the 2nd of November at noon, the others on the days after.
    @Test(arguments: [("2026-11-02T23:59:59Z", 0), ("2026-11-03T23:59:59Z", 1), ("2026-11-04T12:00:00Z", 2)])
    func toADate(text: String, state: Int) async throws {
        let (fixture, _) = try await line()
        let date = try Date(text, strategy: .iso8601)
        let draft = try await fixture.plan(image: "app", .date(date))
        #expect(draft.text("a.yaml") == Sample.deployment(Self.states[state]))
    }

    @Test func aDateBeforeTheBeginningIsTold() async throws {
        let (fixture, _) = try await line()
        let error = await #expect(throws: ReconciliationError.self) {
            try await fixture.plan(image: "app", .date(Date(timeIntervalSince1970: 0)))
        }
        #expect(error?.description == "nothing to put back\n  \(Self.place): the history does not go back so far")
    }

    @Test(arguments: [
        (RollbackRequest.State.digest(Sample.digest("f")), "sha256:ffffffffffff never stood there"),
        (.tag("9.9.9"), "the tag 9.9.9 never stood there"),
        (.commit(GitObjectID(String(repeating: "ab", count: 20))!), "abababa is not in the history of this branch"),
    ]) func whatNeverStoodThereIsTold(state: RollbackRequest.State, words: String) async throws {
        let (fixture, _) = try await line()
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(image: "app", state) }
        #expect(error?.code == .notFound)
        #expect(error?.description == "nothing to put back\n  \(Self.place): \(words)")
    }

    @Test func whereNothingElseStoodThatIsTold() async throws {
        let fixture = try await RollbackFixture(["a.yaml": Sample.deployment("nginx:1")])
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(image: "nginx") }
        #expect(error?.description == "nothing to put back\n  \(Self.place): nothing else ever stood there")
    }

    @Test func whatIsAlreadyThereIsTold() async throws {
        let (fixture, ids) = try await line()
        let error = await #expect(throws: ReconciliationError.self) {
            try await fixture.plan(image: "app", .commit(ids[2]))
        }
        #expect(error?.description == "nothing to put back\n  \(Self.place): it stands there now")
    }

    @Test func anImageThatNobodyUsesIsTold() async throws {
        let (fixture, _) = try await line()
        let error = await #expect(throws: ReconciliationError.self) { try await fixture.plan(image: "redis") }
        #expect(error?.description == "redis: no reference names this image now")
    }

    @Test func itIsHeldWhereverItIsUsed() async throws {
        let move = (old: "gcr.io/p/app:1.0.0", new: "us-docker.pkg.dev/p/app:1.0.0\(Sample.pin("a"))")
        let fixture = try await RollbackFixture([
            "a.yaml": Sample.deployment(move.old), "b.yaml": Sample.deployment(move.old, name: "worker"),
        ])
        try await fixture.commit(
            ["a.yaml": Sample.deployment(move.new), "b.yaml": Sample.deployment(move.new, name: "worker")], "Pin")
        let draft = try await fixture.plan(image: "us-docker.pkg.dev/p/app")
        #expect(draft.paths == ["a.yaml", "b.yaml"])
        #expect(draft.holds.map(\.image?.text) == ["us-docker.pkg.dev/p/app"])
        #expect(draft.holds.map(\.file) == [nil])
        #expect(draft.holds.map(\.from) == [move.old])
        #expect(draft.holds.map(\.to) == [move.new])
    }

    @Test func otherImagesStay() async throws {
        let fixture = try await RollbackFixture([
            "a.yaml": Sample.deployment("nginx:1"), "b.yaml": Sample.deployment("redis:1"),
        ])
        try await fixture.commit(
            ["a.yaml": Sample.deployment("nginx:2"), "b.yaml": Sample.deployment("redis:2")], "Both")
        #expect(try await fixture.plan(image: "nginx").paths == ["a.yaml"])
    }
}
