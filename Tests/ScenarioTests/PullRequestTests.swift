import PinnaceTestSupport
import Testing

/// The whole program, a real git server, and a GitHub that keeps pull requests.
@Suite struct PullRequestTests {
    @Test func openedUpdatedInPlaceAndClosedWhenThereIsNothingToChange() async throws {
        let team = try await PullRequestTeam()
        let base = try #require(try await team.server.head())
        let opened = try await team.reconcile()
        #expect(opened.output.contains("Opened pull request 1: https://ghe.example.com/team/config/pull/1\n"))
        #expect(try await team.server.head() == base)
        let first = try #require(try await team.server.head(PullRequestTeam.branch))
        let pull = try #require(team.github.pulls.first)
        #expect(pull.title == "Pin 2 images in 2 files" && pull.base == "main" && pull.labels == ["images"])
        #expect(pull.body.contains("| `apps/amber/pod.yaml:7` | `amber` | `registry.example.com/amber:stable` |"))

        let again = try await team.reconcile()
        #expect(again.output.contains("Pull request 1 stays as it is: "))
        #expect(try await team.server.head(PullRequestTeam.branch) == first)

        // Somebody's push to other files leaves the branch where it is.
        try await team.push("notes.md", "a note\n", to: "main")
        try await team.reconcile()
        #expect(try await team.server.head(PullRequestTeam.branch) == first)

        let digest = try team.tags.move("amber", to: "second")
        let updated = try await team.reconcile()
        #expect(updated.output.contains("Updated pull request 1: "))
        let second = try #require(try await team.server.head(PullRequestTeam.branch))
        #expect(second != first)
        #expect(try await team.server.git("rev-parse", "\(second)^") == team.server.head())
        #expect(try await team.server.file(FloatingTags.file("amber"), PullRequestTeam.branch).contains(digest))
        #expect(team.github.pulls.count == 1 && team.github.pulls[0].body.contains(String(digest.prefix(19))))

        try await team.pinnace(["hold", "--image", "**", "--push"].reordered(team.server.url))
        let closed = try await team.reconcile()
        #expect(
            closed.output.contains(
                "Closed pull request 1 and deleted pinnace/update/main: nothing is to change there any more.\n"))
        #expect(team.github.pulls[0].state == "closed" && team.github.pulls[0].comments.count == 1)
        #expect(try await team.branches() == ["main"])

        // What Pinnace closed, nobody refused.
        try await team.pinnace(["release", "--image", "**", "--push"].reordered(team.server.url))
        #expect(try await team.reconcile().output.contains("Opened pull request 2: "))
        #expect(team.github.problems == [])
    }

    @Test func peoplesCommitsStay() async throws {
        let team = try await PullRequestTeam()
        try await team.reconcile()
        try await team.push("apps/amber/notes.md", "mine\n", to: PullRequestTeam.branch)
        let theirs = try #require(try await team.server.head(PullRequestTeam.branch))
        try team.tags.move("amber", to: "second")
        let result = try await team.reconcile()
        #expect(
            result.output.contains(
                "pinnace/update/main stays as it is: \(theirs.prefix(12)) by Ana Developer is not Pinnace's. Merge the "
                    + "branch, or delete it to have it made anew.\n"))
        #expect(try await team.server.head(PullRequestTeam.branch) == theirs)
        #expect(team.github.pulls.count == 1)

        // As the message says: without the branch, which closes the pull request, it is made anew.
        try await team.git("push", "--quiet", "origin", ":\(PullRequestTeam.branch)")
        team.github.change(1) { $0.state = "closed" }
        #expect(try await team.reconcile().output.contains("Opened pull request 2: "))
    }

    /// Another job's branch, and a rollback's, are called alike.
    @Test func othersBranchesAreNotTakenAway() async throws {
        let team = try await PullRequestTeam(publish: "{mode: push}")
        try await team.reconcile("--to-branch", "pinnace/pins-more")
        try await team.reconcile("--to-branch", "pinnace/pins")
        try await team.reconcile()
        try await team.pinnace([
            "rollback", team.server.url, "--image", "amber", "--pull-request", "--registry-endpoint",
            team.tags.endpoint,
        ])
        let before = try await team.branches()
        #expect(before == ["main", "pinnace/pins", "pinnace/pins-more", "pinnace/rollback/main/amber"])
        #expect(
            try await team.reconcile("--to-branch", "pinnace/pins").output.contains(
                "Deleted pinnace/pins: nothing is to change there any more."))
        try await team.reconcile("--to-branch", "pinnace/{group}")
        #expect(try await team.branches() == ["main", "pinnace/pins-more", "pinnace/rollback/main/amber"])
    }

    /// Amending keeps every trailer, and is a person's work all the same.
    @Test func anAmendedCommitStays() async throws {
        let team = try await PullRequestTeam()
        try await team.reconcile()
        try await team.git("fetch", "--quiet", "origin")
        try await team.git("checkout", "--quiet", "-B", "work", "origin/\(PullRequestTeam.branch)")
        try team.person.write("apps/amber/notes.md", "mine\n")
        try await team.git("add", "--all")
        try await team.git("commit", "--quiet", "--amend", "--no-edit")
        try await team.git("push", "--quiet", "--force", "origin", "HEAD:\(PullRequestTeam.branch)")
        let theirs = try await team.server.head(PullRequestTeam.branch)
        try team.tags.move("amber", to: "second")
        #expect(try await team.reconcile().output.contains("is not Pinnace's"))
        #expect(try await team.server.head(PullRequestTeam.branch) == theirs)
    }

    @Test func aClosedPullRequestRefusesExactlyItsChanges() async throws {
        let team = try await PullRequestTeam()
        try await team.reconcile()
        team.github.change(1) { $0.state = "closed" }
        try await team.git("push", "--quiet", "origin", ":\(PullRequestTeam.branch)")
        for _ in 0..<2 {
            #expect(
                try await team.reconcile().output.contains(
                    "Not offered again: pull request 1 had exactly these changes and was closed."))
        }
        #expect(try await team.branches() == ["main"])
        try team.tags.move("amber", to: "second")
        #expect(try await team.reconcile().output.contains("Opened pull request 2: "))
        #expect(team.github.pulls.count == 2)
    }

    @Test func aLostAnswerOpensNoSecondOne() async throws {
        let team = try await PullRequestTeam()
        team.github.loseNextAnswer()
        #expect(try await team.reconcile().output.contains("Opened pull request 1: "))
        #expect(team.github.pulls.count == 1)
    }

    @Test func afterASquashThereIsNothingLeft() async throws {
        let team = try await PullRequestTeam()
        try await team.reconcile()
        try await team.squash(PullRequestTeam.branch)
        team.github.change(1) { ($0.state, $0.isMerged) = ("closed", true) }
        let result = try await team.reconcile()
        #expect(result.output.contains("Deleted pinnace/update/main: nothing is to change there any more.\n"))
        #expect(try await team.branches() == ["main"])
        #expect(team.github.pulls.count == 1)
    }

    /// Runs that begin together make one branch with one commit, and one pull request.
    @Test func aRaceHasOneResult() async throws {
        let team = try await PullRequestTeam()
        for round in 0..<3 {
            for service in ["amber", "birch"] { try team.tags.move(service, to: "round \(round)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for runner in 0..<4 { group.addTask { try await team.reconcile(cache: "cache-\(runner)") } }
                try await group.waitForAll()
            }
            let count = try await team.server.git("rev-list", "--count", "main..\(PullRequestTeam.branch)")
            #expect(count == "1", "round \(round)")
            #expect(team.github.pulls.count == 1)
        }
        #expect(team.github.problems == [])
    }

    @Test func aBranchAlone() async throws {
        let team = try await PullRequestTeam(publish: "{mode: push}")
        let result = try await team.reconcile("--to-branch", "chore/pins")
        #expect(result.output.contains("Pushed 2 changes to chore/pins as "))
        #expect(
            try await team.reconcile("--to-branch", "chore/pins").output.contains("chore/pins has 2 changes already"))
        #expect(try await team.branches() == ["chore/pins", "main"])
        #expect(team.github.pulls.isEmpty && team.github.writes == 0)
    }

    /// A branch that somebody made is not ours, whatever the command line says.
    @Test func anothersBranchIsNotTaken() async throws {
        let team = try await PullRequestTeam(publish: "{mode: push}")
        try await team.git("push", "--quiet", "origin", "HEAD:develop")
        let before = try await team.server.head("develop")
        #expect(try await team.reconcile("--to-branch", "develop").output.contains("develop stays as it is: "))
        #expect(try await team.server.head("develop") == before)
        let result = try await team.reconcile("--to-branch", "main", status: 1)
        #expect(
            result.errors
                == "pinnace: main: a change cannot be offered on the branch that it is for; name another one\n")
    }

    @Test func oneForEachOwner() async throws {
        let team = try await PullRequestTeam(
            publish: "{mode: pull-request, grouping: owner}",
            files: ["CODEOWNERS": "* @platform\n/apps/birch/ @team/birch ana@example.com\n"])
        let result = try await team.reconcile()
        #expect(result.output.contains("Opened pull request 1: ") && result.output.contains("Opened pull request 2: "))
        #expect(
            team.github.pulls.map(\.title).sorted() == [
                "Pin amber:stable in 1 file (@platform)", "Pin birch:stable in 1 file (@team/birch ana@example.com)",
            ])
        let branch = try #require(team.github.pulls.first { $0.title.contains("birch") }?.head)
        #expect(
            try await team.server.git("diff", "--name-only", "main", branch) == FloatingTags.file("birch"))
        // One of them is done: its branch goes, the other's stays.
        try await team.pinnace(["hold", "--image", "**/birch", "--push"].reordered(team.server.url))
        try await team.reconcile()
        #expect(team.github.pulls.map(\.state).sorted() == ["closed", "open"])
        #expect(try await team.branches().count == 2)
    }

    @Test func aRollbackThatWaitsIsInForce() async throws {
        let team = try await PullRequestTeam(["amber"], publish: "{mode: push}")
        try await team.reconcile()
        let pinned = try await team.server.head()
        let result = try await team.pinnace([
            "rollback", team.server.url, "--image", "amber", "--pull-request", "--reason", "it is slow",
            "--registry-endpoint", team.tags.endpoint,
        ])
        #expect(
            result.output.contains("Opened pull request 1: ")
                && result.output.contains("Its holds are in force already."))
        #expect(try await team.server.head() == pinned)
        #expect(team.github.pulls[0].head == "pinnace/rollback/main/amber")
        #expect(team.github.pulls[0].body.contains("Reason: it is slow"))
        try team.tags.move("amber", to: "second")
        for cache in ["cache", "another"] {
            #expect(try await team.reconcile(cache: cache).output.contains("1 held"))
        }
        #expect(try await team.server.head() == pinned)

        // Squashed and released, its branch still there: it is over.
        try await team.squash("pinnace/rollback/main/amber")
        #expect(try await team.reconcile().output.contains("1 held"))
        try await team.pinnace(["release", "--image", "amber", "--push"].reordered(team.server.url))
        #expect(try await team.reconcile().output.contains("Pushed 1 change in 1 file to main"))
    }

    @Test func withoutATokenNothingIsPushed() async throws {
        let team = try await PullRequestTeam()
        let result = try await PinnaceBinary.run(
            ["reconcile", team.server.url, "--registry-endpoint", team.tags.endpoint, "--forge", team.github.option],
            environment: team.environment, in: team.directory.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("no token is set for it; set one of PINNACE_FORGE_TOKEN, GH_ENTERPRISE_TOKEN"))
        #expect(try await team.branches() == ["main"])
    }
}

extension [String] {
    /// The repository after the subcommand.
    fileprivate func reordered(_ url: String) -> [String] { [self[0], url] + dropFirst() }
}
