import PinnaceTestSupport
import Testing

/// Outside of the scalars that the plan names, not one byte of a file changes.
@Suite struct ByteExactTests {
    @Test func onlyTheImageValuesChange() async throws {
        let team = try await ByteExactTeam()
        let dryRun = try await team.pinnace("reconcile", "--dry-run")
        let patch = try team.directory.write("dry-run.patch", bytes: dryRun.outputBytes)

        try await team.pinnace("reconcile", "--dry-run", "--exit-code", status: 2)
        try team.expect(team.expected.before, "a dry run writes nothing")
        try await team.pinnace("reconcile")
        try team.expect(team.expected.after)
        #expect(try await team.pinnace("reconcile", "--dry-run", "--exit-code").output.contains("Nothing to change."))

        try await team.work.git("stash", "--quiet")
        try await team.work.git("apply", "--whitespace=nowarn", "--exclude=k8s/bom*", "--exclude=k8s/*ñ*", patch)
        let legible = team.expected.after.filter { !$0.key.contains("bom") && !$0.key.contains("ñ") }
        try team.expect(legible, "the diff of files without control characters is one that git can apply")
    }

    @Test func aCommitHoldsTheSameBytes() async throws {
        let team = try await ByteExactTeam()
        try await team.pinnace("reconcile", "--commit")
        try team.expect(team.expected.after)
        for (file, bytes) in team.expected.after { #expect(try await team.work.bytes(file, at: "HEAD") == bytes) }
        #expect(try await team.work.isClean)
    }

    @Test func aRollbackBringsEveryByteBack() async throws {
        let team = try await ByteExactTeam()
        try await team.pinnace("reconcile", "--commit")
        try await team.pinnace("rollback", "HEAD")
        try team.expect(team.expected.before)
        #expect(try await team.work.isClean)
    }

    /// How a work tree's line ends differ from the stored ones.
    enum LineEnds: String, CaseIterable, CustomTestStringConvertible {
        case autocrlf, attributes, input, unchanged

        var testDescription: String { rawValue }

        var attributes: String {
            switch self {
            case .attributes: "*.yaml text eol=crlf\n*.yml text eol=lf\n*.json -text\n"
            case .unchanged: "* -text\n"
            case .autocrlf, .input: ""
            }
        }

        var settings: String {
            switch self {
            case .autocrlf: "[core]\n\tautocrlf = true\n"
            case .input: "[core]\n\tautocrlf = input\n"
            case .attributes, .unchanged: ""
            }
        }
    }

    @Test(arguments: LineEnds.allCases, [["reconcile", "--commit"], ["reconcile", "--push"]])
    func gitsLineEndsAreHonoured(ends: LineEnds, command: [String]) async throws {
        let team = try await ByteExactTeam(attributes: ends.attributes, settings: ends.settings)
        let before = try team.inWorkTree()

        try await team.pinnace(command[0], command[1])

        for file in team.files {
            let stored = try await team.work.bytes(file, at: "HEAD")
            #expect(stored == team.replaced(try await team.work.bytes(file, at: "HEAD~1")), "\(file) as it is stored")
            #expect(try team.work.bytes(file) == team.replaced(before[file] ?? []), "\(file) in the work tree")
        }
        #expect(try await team.status.isEmpty)
    }
}
