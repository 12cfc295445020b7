import ArgumentParser
import GitStore
import ImageModel
import Planning
import Settings
import Testing

@testable import Commands

@Suite struct ExitStatusTests {
    /// Testing has one of its own.
    typealias ExitStatus = Commands.ExitStatus

    private static func plan(_ statuses: [(PlannedReference.Status, ReasonCode?)]) -> Plan {
        let references = statuses.enumerated().map { index, status in
            RenderingSamples.reference(status.0, "a.yaml", index + 1, "nginx:1", reason: status.1)
        }
        return Plan(revision: nil, files: 1, references: references, findings: [])
    }

    private static let change: (PlannedReference.Status, ReasonCode?) = (.change, nil)
    private static let blocked: (PlannedReference.Status, ReasonCode?) = (.blocked, .platformMissing)
    private static let held: (PlannedReference.Status, ReasonCode?) = (.held, .held)

    struct Row: Sendable {
        let statuses: [(PlannedReference.Status, ReasonCode?)]
        var isDryRun = true
        var exitCode = true
        var strict = true
        let status: ExitStatus
    }

    static let table: [Row] = [
        Row(statuses: [], status: .success),
        Row(statuses: [(.unchanged, nil), held, (.skipped, .templated)], status: .success),
        Row(statuses: [change], status: .pending),
        Row(statuses: [change], exitCode: false, status: .success),
        Row(statuses: [change], isDryRun: false, status: .success),
        Row(statuses: [blocked], status: .blocked),
        Row(statuses: [blocked], strict: false, status: .success),
        Row(statuses: [change, blocked], status: .blocked),
        Row(statuses: [change, blocked], strict: false, status: .pending),
        Row(statuses: [(.blocked, .unauthorized)], strict: false, status: .failed),
        Row(statuses: [(.blocked, .rateLimited), change, blocked], status: .failed),
        Row(statuses: [blocked, (.blocked, .registryUnavailable)], exitCode: false, strict: false, status: .failed),
        Row(statuses: [(.blocked, .notFound)], status: .blocked),
        Row(statuses: [(.held, .registryUnavailable)], status: .success),
    ]

    @Test(arguments: table) func aPlanEndsAsItsWorstReference(row: Row) {
        let status = ExitStatus(
            Self.plan(row.statuses), isDryRun: row.isDryRun, exitCode: row.exitCode, strict: row.strict)
        #expect(status == row.status)
    }

    @Test func errorsHaveTheirOwn() {
        #expect(ExitStatus(UsageError("no")).rawValue == 64)
        #expect(ExitStatus(ConfigurationError("a.yaml", "no")).rawValue == 78)
        #expect(ExitStatus(GitError(.notFound, operation: "read", message: "no")).rawValue == 1)
        #expect(ExitStatus(CancellationError()).rawValue == 1)
    }
}
