import PinnaceTestSupport
import Testing

/// What somebody types for an image means the same to `hold`, `release` and `rollback`.
@Suite struct HoldNamesTests {
    private static let names = ["amber", "registry.example.com/amber", "registry.example.com/*", "**/amber"]

    @Test(arguments: names)
    func aHoldIsOnWhatItNames(name: String) async throws {
        let team = try await FloatingTagTeam()
        let hold = try await team.pinnace("hold", "--image", name, "--reason", "it is fine as it is")
        #expect(hold.hasPrefix("Hold \(name)\nCommitted as \(try await team.work.head.prefix(12)). Next: 'git push'."))
        #expect(try await team.plan().contains("0 changes, 1 held"))
        #expect(try await team.work.message().contains("Pinnace-Reason: it is fine as it is"))

        try await team.pinnace("release", "--image", name)
        #expect(try await team.plan().contains("1 change · 1 reference"))
        #expect(try await team.work.isClean)
    }

    @Test(arguments: names)
    func aRollbackIsReleasedByAnyOfItsNames(name: String) async throws {
        let team = try await FloatingTagTeam()
        try await team.pinnace("reconcile", "--commit", "--registry-endpoint", team.tags.endpoint)
        let rollback = try await team.pinnace("rollback", "--image", name)
        #expect(rollback.hasPrefix("1 reference put back\n"))
        #expect(rollback.hasSuffix("Committed as \(try await team.work.head.prefix(12)). Next: 'git push'."))
        #expect(try team.work.read(FloatingTags.file("amber")) == FloatingTags.pod("amber"))
        #expect(try await team.plan().contains("0 changes, 1 held"))

        try await team.pinnace("release", "--image", "amber")
        #expect(try await team.plan().contains("1 change · 1 reference"))
    }

    @Test func aDryRunOfAHoldShowsItAndWritesNothing() async throws {
        let team = try await FloatingTagTeam()
        let head = try await team.work.head
        let output = try await team.pinnace("hold", "--image", "amber", "--dry-run")
        #expect(output.contains("+  - image: \"**/amber\"\n"))
        #expect(output.hasSuffix("Hold amber\nNothing was written: this is a dry run."))
        #expect(try await team.work.head == head)
        #expect(try await team.work.isClean)
    }
}
