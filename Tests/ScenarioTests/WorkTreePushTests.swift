import PinnaceTestSupport
import Testing

/// `--push` from a work tree that stands at the remote's branch, before it, behind it, or beside it.
@Suite struct WorkTreePushTests {
    private let directory: TemporaryDirectory
    private let tags: FloatingTags
    private let clone: GitFixture
    private let other: GitFixture

    init() async throws {
        directory = try TemporaryDirectory("work-tree-push")
        tags = try FloatingTags(["amber"], in: directory)
        let origin = try await GitFixture.make([FloatingTags.file("amber"): FloatingTags.pod("amber")])
        try await origin.bareCopy(at: directory.path("origin.git"))
        clone = try await GitFixture.clone(directory.path("origin.git"), to: directory.path("clone"))
        other = try await GitFixture.clone(directory.path("origin.git"), to: directory.path("other"))
    }

    @Test func atTheBranch() async throws {
        let result = try await push()
        #expect(!result.errors.contains("lost"))
        #expect(try await clone.git("status", "--short", "--branch") == "## main...origin/main")
        #expect(try await branch().count == 2)
    }

    @Test func commitsOfOnesOwnGoAlong() async throws {
        try clone.write("notes.md", "mine\n")
        let own = try await clone.commit("A note")
        let result = try await push()
        #expect(!result.errors.contains("lost"))
        #expect(try await branch()[1] == own)
        #expect(try await clone.git("status", "--short", "--branch") == "## main...origin/main")
    }

    /// A hold that is not pushed yet is in force all the same.
    @Test func aHoldOfOnesOwnIsHeeded() async throws {
        try await pinnace("hold", "--image", "registry.example.com/amber").checked()
        let result = try await push()
        #expect(result.output.contains("1 held"))
        #expect(try await branch().count == 1)
    }

    @Test func othersCommitsCountFirst() async throws {
        try other.write("notes.md", "theirs\n")
        let theirs = try await other.commit("A note")
        try await other.git("push", "--quiet", "origin", "main")
        let before = try await clone.head
        let result = try await push()
        #expect(result.errors.contains("stays where it is") && !result.errors.contains("lost"))
        #expect(try await branch()[1] == theirs)
        #expect(try await clone.head == before)
        try await clone.git("pull", "--quiet", "--ff-only")
        #expect(try await clone.isClean)
    }

    @Test func commitsOnBothSidesAreForPeopleToBringTogether() async throws {
        try other.write("notes.md", "theirs\n")
        try await other.commit("A note")
        try await other.git("push", "--quiet", "origin", "main")
        try clone.write("own.md", "mine\n")
        let own = try await clone.commit("Another note")
        let result = try await pinnace("reconcile", "--push", "--registry-endpoint", tags.endpoint)
        #expect(result.status == 1)
        #expect(
            result.errors == "pinnace: main: your commits are not there, and others are: bring them together "
                + "('git pull --rebase'), then run this again\n")
        #expect(try await branch().count == 2)
        #expect(try await clone.head == own)
        #expect(try await clone.isClean)
    }

    @Test func anotherBranchIsPlannedOnItsOwnCommits() async throws {
        try await other.git("push", "--quiet", "origin", "main:release")
        try clone.write("notes.md", "mine\n")
        try await clone.commit("A note")
        try await pinnace("reconcile", "--push", "--branch", "release", "--registry-endpoint", tags.endpoint).checked()
        #expect(try await branch("release").count == 2)
        #expect(try await branch().count == 1)
    }

    @Test func aBranchThatIsNotThere() async throws {
        let result = try await pinnace("reconcile", "--push", "--branch", "topic", "--registry-endpoint", tags.endpoint)
        #expect(result.status == 1)
        #expect(
            result.errors
                == "pinnace: cannot fetch from \(directory.path("origin.git")): there is no branch topic; it has main\n"
        )
    }

    @Test func aConfigurationThatWantsABranchOfItsOwnGetsOne() async throws {
        try clone.write(
            ".pinnace/config.yaml",
            "apiVersion: pinnace.dev/v1alpha1\nkind: Config\npublish: {mode: branch}\n")
        try await clone.commit("Publish on a branch")
        try await clone.git("push", "--quiet", "origin", "main")
        let result = try await pinnace("reconcile", "--push", "--registry-endpoint", tags.endpoint)
        try result.checked()
        #expect(result.output.contains("Pushed 1 change to pinnace/update/main as "))
        #expect(try await branch().count == 2)
        #expect(try await branch("pinnace/update/main").count == 3)
        #expect(try await clone.isClean)
    }

    private func push() async throws -> Command.Result {
        let result = try await pinnace("reconcile", "--push", "--registry-endpoint", tags.endpoint)
        try result.checked()
        return result
    }

    private func pinnace(_ arguments: String...) async throws -> Command.Result {
        try await PinnaceBinary.run(arguments, in: clone.path)
    }

    /// The server's commits, newest first.
    private func branch(_ name: String = "main") async throws -> [String] {
        try await Command.run("git", ["-C", directory.path("origin.git"), "rev-list", "--first-parent", name])
            .checked().split(separator: "\n").map(String.init)
    }
}
