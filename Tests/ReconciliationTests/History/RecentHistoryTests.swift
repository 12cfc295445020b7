import GitStore
import Testing

@testable import Reconciliation

/// The newest part of a history, as far as there is time, and no further than what is known.
@Suite struct RecentHistoryTests {
    private func fixture() async throws -> (fixture: BranchFixture, known: GitObjectID) {
        let fixture = try await BranchFixture(["a.yaml": Sample.deployment("nginx:1")])
        let known = try await fixture.commit(["a.yaml": Sample.deployment("nginx:2")], "Nginx 2")
        try await fixture.commit(["README.md": "# Read it\n"], "Mend a word")
        try await fixture.commit(["a.yaml": Sample.deployment("nginx:3")], "Nginx 3")
        return (fixture, known)
    }

    private func recent(
        _ fixture: BranchFixture, until known: String? = nil, commits: Int = 10, limit: Duration = .seconds(60)
    ) async throws -> RecentHistory {
        try await HistoryReader(fixture.repository).recent(
            from: fixture.tip, until: known, commits: commits, limit: limit)
    }

    @Test func itGoesBackToTheBeginning() async throws {
        let recent = try await recent(try await fixture().fixture)
        #expect(recent.commits.map(\.subject) == ["Nginx 3", "Nginx 2", "Begin"])
        #expect(recent.isWhole)
        #expect(!recent.reachedKnown)
    }

    @Test func itEndsAtWhatIsKnown() async throws {
        let (fixture, known) = try await fixture()
        let recent = try await recent(fixture, until: known.hex)
        #expect(recent.commits.map(\.subject) == ["Nginx 3"])
        #expect(recent.reachedKnown)
    }

    @Test func itIsBoundedInNumberAndTime() async throws {
        let (fixture, _) = try await fixture()
        let few = try await recent(fixture, commits: 2)
        #expect(few.commits.map(\.subject) == ["Nginx 3", "Nginx 2"])
        #expect(!few.isWhole)
        let short = try await recent(fixture, limit: .zero)
        #expect(short.commits.map(\.subject) == ["Nginx 3"])
        #expect(!short.isWhole)
    }
}
