import GitStore
import PinnaceTestSupport
import Testing

struct HistoryTests {
    @Test func `the walk stays on first parents`() async throws {
        let fixture = try await GitFixture()
        let clone = try await fixture.clone()
        let first = try await fixture.tip()
        for step in [
            ["switch", "-q", "-c", "side"], ["commit", "-q", "--allow-empty", "-m", "side"],
            ["switch", "-q", "main"], ["commit", "-q", "--allow-empty", "-m", "second"],
            ["merge", "-q", "--no-ff", "-m", "merge", "side"],
        ] {
            try await fixture.git.run(in: clone, step)
        }
        for number in 0..<20 {
            try await fixture.git.run(in: clone, "commit", "-q", "--allow-empty", "-m", "number \(number)")
        }
        let repository = try await GitRepository.open(clone)
        let head = try #require(try await repository.head().commit)
        var subjects: [String] = []
        for try await commit in repository.firstParentHistory(from: head) { subjects.append(commit.subject) }
        let numbers = (0..<20).reversed().map { "number \($0)" }
        #expect(subjects == numbers + ["merge", "second", "first"])
        let side = try #require(try await repository.tip(ofBranch: "side"))
        #expect(try await repository.isAncestor(first, of: side))
        #expect(try await repository.isAncestor(side, of: head))
        #expect(try await !repository.isAncestor(head, of: side))
        let second = try #require(GitObjectID(try await fixture.git.run(in: clone, "rev-parse", "main~21")))
        #expect(try await repository.mergeBase(second, side) == first)
    }

    @Test func `one path alone`() async throws {
        let fixture = try await GitFixture(files: ["a.yaml": "1"])
        var ids = [try await fixture.commit([".pinnace/holds.yaml": "1"], "made")]
        ids.append(try await fixture.commit(["a.yaml": "2"], "another"))
        for round in 0..<12 { ids.append(try await fixture.commit([".pinnace/holds.yaml": "c\(round)"], "changed")) }
        ids.append(try await fixture.commit([:], deleting: [".pinnace/holds.yaml"], "gone"))
        let repository = try await GitRepository.open(fixture.bare)
        var steps: [GitPathStep] = []
        for try await step in repository.firstParentHistory(from: ids.last!, of: ".pinnace/holds.yaml") {
            steps.append(step)
        }
        #expect(steps.map(\.commit.id).dropLast() == ids.reversed()[...])
        #expect(steps.map(\.isChange) == [true] + Array(repeating: true, count: 12) + [false, true, false])
        #expect(steps[0].new == nil && steps[0].old?.path == ".pinnace/holds.yaml")
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.old == $1.new })
    }

    @Test func `a shallow clone says how to get the rest`() async throws {
        let fixture = try await GitFixture()
        try await fixture.commit(["a.yaml": "image: later\n"], "second")
        let path = fixture.scratch.path("shallow")
        try await fixture.git.run(in: fixture.root, "clone", "-q", "--depth", "1", "file://\(fixture.bare)", path)
        let repository = try await GitRepository.open(path)
        let head = try await repository.head()
        let commit = try #require(head.commit)
        #expect(await repository.isShallow)
        #expect(try await repository.snapshot(of: commit).entries().count == 2)
        let parent = try #require(try await repository.commit(commit).firstParent)
        let shallow = GitError(
            .shallow, operation: "read the commit \(parent.short)",
            message: "this clone has only the newest part of the history; run `git fetch --unshallow`, "
                + "or in CI check out with full depth (`fetch-depth: 0`, `GIT_DEPTH: 0`)")
        await #expect(throws: shallow) { try await repository.requireFullHistory(of: commit) }
        await #expect(throws: shallow) {
            try await repository.commitWorkTree(["a.yaml": .content(bytes("x"))], .test("x"))
        }
        await #expect {
            try await repository.push(
                commit, to: "main", of: GitRemoteURL(fixture.bare), expecting: fixture.tip("main~1"),
                using: GitNetwork())
        } throws: { ($0 as? GitError)?.code == .shallow }
        try await fixture.git.run(in: path, "fetch", "-q", "--unshallow")
        try await GitRepository.open(path).requireFullHistory(of: commit)
    }
}
