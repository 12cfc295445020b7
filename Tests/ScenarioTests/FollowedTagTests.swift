import PinnaceTestSupport
import Testing

/// References that follow a policy's tags, from a real registry to a commit.
@Suite struct FollowedTagTests {
    private static let semver = "policies:\n  - {match: \"registry.example.com/**\", follow: {semver: \"~2.8\"}}\n"

    @Test func aReleaseIsFollowedAndARevertIsHeld() async throws {
        let train = try await ReleaseTrain(Self.semver)
        try await train.release("2.8.0")
        let patch = try await train.release("2.8.1")
        try await train.release("2.9.0")
        try await train.release("3.0.0-rc1")
        let begin = try train.pod

        let plan = try await train.plan()
        let reference = try #require(plan.references.first)
        #expect(reference.to == "registry.example.com/team/api:2.8.1@\(patch)")
        #expect(reference.rule == "policies[0]")
        #expect(reference.message == "follows semver ~2.8: 2.8.0 becomes 2.8.1")
        #expect(try train.pod == begin)
        #expect(train.registry.requests.filter { $0.contains("tags/list") }.count == 1)

        try await train.pinnace("reconcile", "--commit").checked()
        #expect(try train.pod == ReleaseTrain.pod("registry.example.com/team/api:2.8.1@\(patch)"))
        #expect(
            try await train.work.message().contains(#""rule":"policies[0]","to":"registry.example.com/team/api:2.8.1@"#)
        )
        let again = try await train.plan()
        #expect(again.references.map(\.status) == ["unchanged"])

        try await train.release("2.8.2")
        #expect(try await train.plan().references.first?.to?.contains("api:2.8.2@") == true)
        try await train.pinnace("reconcile", "--commit").checked()
        try await train.work.git("revert", "--no-edit", "HEAD")
        let held = try await train.plan()
        #expect(held.summary.held == 1)
        #expect(held.references.first?.from == "registry.example.com/team/api:2.8.1@\(patch)")
    }

    @Test func aCommentIsFollowed() async throws {
        let train = try await ReleaseTrain("", comment: "pinnace: follow=semver >=2.8.0-0")
        try await train.release("2.8.0")
        try await train.release("3.0.0-rc1")
        try await train.pinnace("reconcile").checked()
        #expect(try train.pod.contains("api:3.0.0-rc1@sha256:"))
        #expect(try train.pod.contains("  # pinnace: follow=semver >=2.8.0-0\n"))
    }

    @Test func theNewestImageIsFollowed() async throws {
        let train = try await ReleaseTrain(
            "policies:\n  - {match: \"**\", follow: {newest: created, exclude: \"^debug-\"}}\n",
            image: "registry.example.com/team/api:blue")
        try await train.release("blue", created: "2026-01-01T00:00:00Z")
        let newest = try await train.release("amber", created: "2026-03-01T00:00:00.123456789Z")
        try await train.release("green", created: "2026-02-01T00:00:00+01:00")
        try await train.release("debug-violet", created: "2026-05-01T00:00:00Z")
        try await train.release("old", created: "1970-01-01T00:00:00Z")
        #expect(try await train.plan().references.first?.to == "registry.example.com/team/api:amber@\(newest)")
    }

    /// What stands at its new place already is still filled from the old one.
    @Test func aFilledTargetFollowsItsSource() async throws {
        let train = try await ReleaseTrain(
            "rewrites:\n  - {from: \"up.example.com/team/{image}\", to: \"registry.example.com/team/{image}\", copy: missing}\n"
                + Self.semver, image: "up.example.com/team/api:2.8.0")
        let upstream = try await DockerRegistry.start()
        let endpoints = ["--registry-endpoint", "up.example.com=\(upstream.endpoint)"]
        try await train.release("2.8.0", to: upstream)
        let first = try await train.release("2.8.3", to: upstream)
        try await train.pinnace("reconcile", endpoints: endpoints).checked()
        #expect(try train.pod == ReleaseTrain.pod("registry.example.com/team/api:2.8.3@\(first)"))
        let second = try await train.release("2.8.4", to: upstream)
        try await train.pinnace("reconcile", endpoints: endpoints).checked()
        #expect(try train.pod == ReleaseTrain.pod("registry.example.com/team/api:2.8.4@\(second)"))
        #expect(try await train.registry.digest("team/api", "2.8.4") == second)
    }

    @Test func aRegistryThatIsGoneBlocks() async throws {
        let train = try await ReleaseTrain(Self.semver)
        train.registry.stop()
        let result = try await train.pinnace("reconcile", "--dry-run", "--format", "json")
        #expect(result.status == 1)
        #expect(try PlanOutput(result).references.map(\.reason) == ["registry-unavailable"])
    }
}
