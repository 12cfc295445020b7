import PinnaceTestSupport
import Testing

/// A person's revert of a pin is a decision: it is held, with their commit as the reason, until it is released.
@Suite struct HumanRevertTests {
    @Test func aRevertIsHeldUntilItIsReleased() async throws {
        let team = try await FloatingTagTeam()
        try await team.pinnace("reconcile", "--commit")
        let pinned = try team.work.read(FloatingTags.file("amber"))
        try await team.work.git("revert", "--no-edit", "HEAD")
        let revert = try await team.work.head
        #expect(try team.work.read(FloatingTags.file("amber")) == FloatingTags.pod("amber"))

        let shown = try await team.pinnace("reconcile", "--dry-run")
        #expect(shown.contains("0 changes, 1 held"))
        #expect(shown.contains("held: put back in \(revert.prefix(7)): Revert \"Pin amber:"))
        #expect(try await team.work.isClean)

        try await team.pinnace("reconcile", "--commit")
        let held = try await team.work.head
        #expect(held != revert)
        #expect(try await team.work.message().hasPrefix("Hold what was put back by hand in 1 place\n"))
        #expect(try team.work.read(FloatingTags.file("amber")) == FloatingTags.pod("amber"))
        for _ in 0..<3 { try await team.pinnace("reconcile", "--commit") }
        #expect(try await team.work.head == held)

        try await team.pinnace("release", "--image", "amber")
        try await team.pinnace("reconcile", "--commit")
        #expect(try team.work.read(FloatingTags.file("amber")) == pinned)
        #expect(try await team.work.isClean)
    }
}
