import GitStore
import Manifests
import Testing

@testable import Reconciliation

@Suite struct HistoryReaderTests {
    private func history(
        _ fixture: BranchFixture, limit: Int = .max, image: String? = nil
    ) async throws -> [HistoryCommit] {
        try await HistoryReader(fixture.repository).history(
            from: fixture.tip, limit: limit, image: image.map { try ImageSelection($0) })
    }

    @Test func reconcilesAndPeoplesEditsStandInOneLine() async throws {
        let run = try RunFixture()
        let digest = try run.add("gcr.io/p/app:1.0.0", seed: "one")
        let start = ["a.yaml": Sample.deployment("gcr.io/p/app:1.0.0"), "README.md": "# Read me\n"]
        let fixture = try await BranchFixture(start)
        let draft = try await run.rehearse(start)
        let pin = try await fixture.commit(try #require(CommitProposal(draft, subject: nil)))
        try await fixture.commit(["README.md": "# Read it\n"], "Mend a word")
        let edit = try await fixture.commit(["a.yaml": Sample.deployment("gcr.io/p/app:1.1.0")], "Try 1.1.0", by: "Ben")
        try await fixture.commit(["a.yaml": Sample.deployment("gcr.io/p/app:1.1.0", note: "because")], "Say why")

        let commits = try await history(fixture)
        #expect(commits.map(\.subject) == ["Try 1.1.0", "Pin app:1.0.0 in 1 file", "Begin"])
        #expect(commits.map(\.operation) == [nil, "reconcile", nil])
        #expect(
            commits.map(\.author) == [
                "Ben <ben@example.com>", "Pinnace <pinnace@example.com>", "Ana <ana@example.com>",
            ])
        #expect(commits.map(\.id).prefix(2) == [edit.hex, pin.hex])
        let whole = "gcr.io/p/app:1.0.0@\(digest)"
        #expect(commits[0].changes.map(\.from) == [whole])
        #expect(commits[0].changes.map(\.to) == ["gcr.io/p/app:1.1.0"])
        #expect(commits[1].changes.map(\.to) == [whole])
        #expect(commits[1].changes.map(\.object) == ["Deployment/api"])
        #expect(commits[2].changes.map(\.from) == [nil])
    }

    @Test func theRuleComesFromTheTrailerAndTheRestFromTheContent() async throws {
        let fixture = try await BranchFixture(["a.yaml": Sample.deployment("nginx:1.26.0")])
        let forged = ChangeTrailer(
            file: "a.yaml", object: "Deployment/api", field: "spec.template.spec.containers[0].image", from: "x:1",
            to: "x:2",
            rule: "rewrites[3]")
        try await fixture.commit(
            ["a.yaml": Sample.deployment("nginx:1.27.0")],
            "Pin\n\nPinnace-Operation: reconcile\nPinnace-Reason: due\n\(forged.line)")
        let change = try #require(try await history(fixture).first?.changes.first)
        #expect(change.rule == "rewrites[3]")
        #expect(change.reason == "due")
        #expect(change.from == "nginx:1.26.0")
        #expect(change.to == "nginx:1.27.0")
    }

    @Test func aLimitAndAnImageNarrowIt() async throws {
        let fixture = try await BranchFixture([
            "a.yaml": Sample.deployment("nginx:1"), "b.yaml": Sample.deployment("redis:1"),
        ])
        try await fixture.commit(["b.yaml": Sample.deployment("redis:2")], "Redis 2")
        try await fixture.commit(["a.yaml": Sample.deployment("nginx:2")], "Nginx 2")
        #expect(try await history(fixture, limit: 1).map(\.subject) == ["Nginx 2"])
        let commits = try await history(fixture, image: "redis")
        #expect(commits.map(\.subject) == ["Redis 2", "Begin"])
        #expect(commits[1].changes.map(\.file) == ["b.yaml"])
    }

    @Test func aRenamedFileIsARemovalAndAnAddition() async throws {
        let text = Sample.deployment("nginx:1")
        let fixture = try await BranchFixture(["old/a.yaml": text])
        try await fixture.commit(["old/a.yaml": "", "new/a.yaml": text], "Move it")
        let changes = try #require(try await history(fixture).first).changes
        #expect(changes.map(\.file) == ["new/a.yaml", "old/a.yaml"])
        #expect(changes.map(\.from) == [nil, "nginx:1"])
        #expect(changes.map(\.to) == ["nginx:1", nil])
    }

    /// A commit that nobody can read in between is a gap, not an end.
    @Test func brokenYAMLInBetweenDoesNotEndIt() async throws {
        let fixture = try await BranchFixture(["a.yaml": Sample.deployment("nginx:1")])
        try await fixture.commit(["a.yaml": "kind: [image\n"], "Break it")
        try await fixture.commit(["a.yaml": Sample.deployment("nginx:2")], "Mend it")
        let commits = try await history(fixture)
        #expect(commits.map(\.subject) == ["Mend it", "Break it", "Begin"])
        #expect(commits[0].changes.map(\.to) == ["nginx:2"])
        #expect(commits[1].changes.map(\.from) == ["nginx:1"])
    }

    @Test func aChangedFileModeIsNoChange() async throws {
        let fixture = try await BranchFixture(["a.yaml": Sample.deployment("nginx:1")])
        let same = Array(Sample.deployment("nginx:1").utf8)
        let draft = GitCommitDraft(message: "Make it run\n", author: BranchFixture.signature())
        let id = try await fixture.repository.commit(
            ["a.yaml": .file(same, kind: .executable)], onto: fixture.tip, draft)
        let commits = try await HistoryReader(fixture.repository).history(from: id)
        #expect(commits.map(\.subject) == ["Begin"])
    }

    @Test func onlySelectedFilesCount() async throws {
        let fixture = try await BranchFixture([
            "a.yaml": Sample.deployment("nginx:1"), "vendor/b.yaml": Sample.deployment("b:1"),
        ])
        let reader = HistoryReader(fixture.repository) { !$0.string.hasPrefix("vendor/") }
        #expect(try await reader.history(from: fixture.tip).flatMap(\.changes).map(\.file) == ["a.yaml"])
    }

    @Test func aLongHistoryIsReadToItsBeginning() async throws {
        let fixture = try await BranchFixture(["a.yaml": Sample.deployment("nginx:0")])
        for number in 1...257 {
            try await fixture.commit(["a.yaml": Sample.deployment("nginx:\(number)")], "Number \(number)")
        }
        let commits = try await history(fixture)
        #expect(commits.count == 258)
        #expect(commits.last?.subject == "Begin")
    }

    @Test func aCancelledReadGivesNoResult() async throws {
        let fixture = try await BranchFixture(["a.yaml": Sample.deployment("nginx:0")])
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await HistoryReader(fixture.repository).history(from: fixture.tip)
        }
        await #expect(throws: ReconciliationError.self) { try await task.value }
    }
}
