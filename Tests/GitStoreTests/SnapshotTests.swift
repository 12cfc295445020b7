import GitStore
import PinnaceTestSupport
import Testing

struct SnapshotTests {
    @Test func `entries are sorted by path and say what they are`() async throws {
        let fixture = try await GitFixture(files: ["a/b.yaml": "1", "a.yaml": "22", "a-b.yaml": "333", "z/y/x": "4"])
        let repository = try await GitRepository.open(fixture.bare)
        let snapshot = try await repository.snapshot(of: fixture.tip())
        let entries = try await snapshot.entries()
        #expect(entries.map(\.path) == ["a-b.yaml", "a.yaml", "a/b.yaml", "z/y/x"])
        #expect(try await snapshot.entries(under: "z").map(\.path) == ["z/y/x"])
        #expect(try await snapshot.entries(under: "z/y/").map(\.path) == ["z/y/x"])
        #expect(try await snapshot.blob(entries[0].id, limit: 3) == bytes("333"))
        await #expect(
            throws: GitError(
                .tooLarge, operation: "read the blob \(entries[0].id.short)",
                message: "it has 3 bytes, more than the limit of 2")
        ) { try await snapshot.blob(entries[0].id, limit: 2) }
        #expect(try await snapshot.entry("a/b.yaml")?.kind == .file)
        #expect(try await snapshot.entry("a/c.yaml") == nil)
        #expect(try await snapshot.entry("a.yaml/c.yaml") == nil)
        #expect(try await snapshot.entry("a") == nil)
        await #expect(
            throws: GitError(
                .notFound, operation: "list nowhere", message: "the commit has no such directory", paths: ["nowhere"])
        ) { try await snapshot.entries(under: "nowhere") }
    }

    @Test func `differences name what changed, came and went`() async throws {
        let fixture = try await GitFixture(files: ["same/x": "1", "a/b": "1", "was-file": "1", "gone": "1"])
        let first = try await fixture.tip()
        let second = try await fixture.commit(
            ["a/b": "2", "was-file/inside": "1", "new": "1"], deleting: ["was-file", "gone"], "second")
        let repository = try await GitRepository.open(fixture.bare)
        let old = try await repository.snapshot(of: first)
        let new = try await repository.snapshot(of: second)
        let found = try await old.differences(to: new).map {
            "\($0.old == nil ? "+" : $0.new == nil ? "-" : "~")\($0.path)"
        }
        #expect(found == ["~a/b", "-gone", "+new", "-was-file", "+was-file/inside"])
        #expect(try await old.differences(to: old) == [])
        #expect(try await repository.changes(of: new.commit).count == 5)
        #expect(try await repository.changes(of: old.commit).map(\.path) == ["a/b", "gone", "same/x", "was-file"])
    }

    @Test func `names that are not UTF-8 are told apart from those that are`() async throws {
        let fixture = try await GitFixture()
        let blob = try await fixture.git.run(in: fixture.bare, ["hash-object", "-w", "--stdin"], input: "x")
        let script = "printf '100644 blob \(blob)\\tf\\377oo\\0' | git mktree -z"
        let tree = try await CommandRun.run(
            ["sh", "-c", "cd '\(fixture.bare)' && \(script)"], environment: fixture.git.environment)
        let id = String(tree.output.prefix(40))
        let commit = try await fixture.git.run(in: fixture.bare, "commit-tree", "-m", "x", id)
        let repository = try await GitRepository.open(fixture.bare)
        let entries = try await repository.snapshot(of: #require(GitObjectID(commit))).entries()
        #expect(entries.map(\.path) == ["f\u{FFFD}oo"])
        #expect(entries.map(\.hasValidPath) == [false])
    }
}
