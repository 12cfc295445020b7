import GitStore
import PinnaceTestSupport
import Testing

@testable import Reconciliation

/// Merges as git itself makes them: they count as one step of the branch they were merged into.
@Suite struct MergeHistoryTests {
    @Test func aMergeBringsWhatItsBranchDid() async throws {
        let fixture = try await GitFixture.make([
            "a.yaml": Sample.deployment("nginx:1"), "b.yaml": Sample.deployment("redis:1"),
        ])
        try await fixture.git("checkout", "--quiet", "-b", "topic")
        try fixture.write("a.yaml", Sample.deployment("nginx:2"))
        try await fixture.commit("Nginx 2")
        try fixture.write("a.yaml", Sample.deployment("nginx:3"))
        try await fixture.commit("Nginx 3")
        try await fixture.git("checkout", "--quiet", "main")
        try fixture.write("b.yaml", Sample.deployment("redis:2"))
        try await fixture.commit("Redis 2")
        try await fixture.git("merge", "--quiet", "--no-ff", "--message", "Merge topic", "topic")

        let repository = try await GitRepository.open(fixture.path)
        let tip = try #require(try await repository.head().commit)
        let commits = try await HistoryReader(repository).history(from: tip)
        #expect(commits.map(\.subject) == ["Merge topic", "Redis 2", "Begin"])
        #expect(commits[0].changes.map(\.from) == ["nginx:1"])
        #expect(commits[0].changes.map(\.to) == ["nginx:3"])
    }

    @Test func aShallowCloneSaysWhatMendsIt() async throws {
        let fixture = try await GitFixture.make(["a.yaml": Sample.deployment("nginx:1")])
        try fixture.write("a.yaml", Sample.deployment("nginx:2"))
        try await fixture.commit("Nginx 2")
        let clone = try await GitFixture.clone("file://\(fixture.path)", options: ["--depth=1"])
        let repository = try await GitRepository.open(clone.path)
        let tip = try #require(try await repository.head().commit)
        let error = await #expect(throws: ReconciliationError.self) {
            try await HistoryReader(repository).history(from: tip)
        }
        #expect(error?.code == .git)
        #expect(error?.message.contains("git fetch --unshallow") == true)
    }
}
