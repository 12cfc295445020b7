import Engine
import GitStore
import Planning
import Reconciliation
import Settings

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Puts a report together: of a folder as it lies there, or of the newest commit behind a URL.
struct ReportRun: Sendable {
    let session: Session
    let git: GitOptions
    /// A day.
    let since: String?
    let showsCourse: Bool
    let asksForBases: Bool

    func report(of location: String) async throws -> MigrationReport {
        switch try await RepositoryLocation(location, environment: session.environment) {
        case .folder(let folder): try await report(of: folder)
        case .remote(let url): try await report(of: PublishTarget(remote: url, git, session))
        }
    }

    private func report(of folder: WorkFolder) async throws -> MigrationReport {
        let files = try await folder.files()
        var (inputs, configuration) = try await session.inputs(for: files, workTree: folder.path)
        inputs.holds = inputs.holds.adding(try await folder.pendingHolds())
        let scan = try await inputs.scanner.scan(files)
        var report = await report(scan, inputs)
        // A commit knows nothing of a folder that has a configuration of its own.
        if showsCourse, folder.prefix.isEmpty, let repository = folder.repository,
            let tip = try await repository.head().commit
        {
            let commit = SnapshotFiles(try await repository.snapshot(of: tip))
            let committed = try await session.scan(commit, configuration)
            report.course = try await course(commit, committed, inputs, configuration)
        }
        return report
    }

    private func report(of target: PublishTarget) async throws -> MigrationReport {
        let commit = SnapshotFiles(try await target.repository.snapshot(of: target.base))
        var (inputs, configuration) = try await session.inputs(for: commit, workTree: nil)
        inputs.holds = inputs.holds.adding(try await target.offers.pendingHolds(over: commit.snapshot.commit.id))
        let scan = try await inputs.scanner.scan(commit)
        var report = await report(scan, inputs)
        if showsCourse { report.course = try await course(commit, scan, inputs, configuration) }
        return report
    }

    private func report(_ scan: RepositoryScan, _ inputs: RunInputs) async -> MigrationReport {
        let references = Planner(rules: inputs.rules, holds: inputs.holds).survey(scan.graph)
        var report = MigrationReport(
            references, inputs.rules, revision: scan.revision, files: scan.files, findings: scan.findings)
        if asksForBases {
            report.bases = await BaseImageCheck(
                inputs.registry, refused: inputs.refusedHosts, jobs: inputs.jobs
            ).report(references)
        }
        return report
    }

    private func course(
        _ commit: SnapshotFiles, _ scan: RepositoryScan, _ inputs: RunInputs, _ configuration: Configuration
    ) async throws -> MigrationCourse {
        let snapshot = commit.snapshot
        return try await session.historyReader(snapshot.repository, configuration)
            .course(to: snapshot.commit.id, scan, inputs.rules, since: try start)
    }

    private var start: Date? {
        get throws {
            guard let since else { return nil }
            // A February of 31 days would be taken for a day in March.
            guard let start = try? Date("\(since)T00:00:00Z", strategy: .iso8601), Wording.day(start) == since else {
                throw UsageError("--since: there is no day \(since)")
            }
            return start
        }
    }
}
