import Engine
import Forges
import GitStore
import Planning
import Reconciliation
import Settings

/// What the command line offers on branches of its own, and how it tells of it.
struct OfferRun: Sendable {
    let session: Session
    let git: GitOptions
    let target: PublishTarget

    /// - Parameter forge: `nil` for branches alone.
    func reconcile(_ settings: PublishSettings, forge: (any Forge)?) async throws -> Plan {
        let run = OffersRun(for: target.offers, settings, forge: forge) { files in
            let (inputs, configuration) = try await session.inputs(for: files, workTree: target.workFolder?.path)
            return OffersRun.Context(inputs, configuration, by: try await identity(configuration))
        }
        let progress = RunProgress(session)
        defer { progress.end() }
        let ending = try await run.run { number in
            progress.end()
            session.console.note("push \(number) was lost: somebody else moved a branch; looking again")
        } observe: {
            progress.show($0)
        }
        progress.end()
        let lines = ending.reports.map(\.line)
        session.report(ending.draft, .offered(lines))
        if session.options.format != .text { lines.forEach(session.console.note) }
        for report in ending.reports { report.warnings.forEach(session.console.note) }
        return ending.draft.plan
    }

    /// - Parameter what: names the branch.
    func rollBack(
        what: String, forge: any Forge, prepare: (SnapshotFiles) async throws -> RollbackDraft
    ) async throws {
        let (draft, report) = try await RollbackOffer(for: target.offers, forge: forge).run(what: what) { files in
            let configuration = try await session.configuration(for: files, workTree: target.workFolder?.path)
            return RollbackOffer.Prepared(
                try await prepare(files), configuration.publish, by: try await identity(configuration))
        }
        report.warnings.forEach(session.console.note)
        if session.options.format == .json {
            session.console.note(report.line)
            if case .requested(_, let commit) = report.outcome {
                session.write(RollbackDocument(draft, commit: commit.hex))
            }
            return
        }
        var line = report.line
        if case .requested = report.outcome { line += "\nIts holds are in force already." }
        session.console.write(
            RollbackText(draft: draft, commit: nil, branch: nil, style: session.console.style, offer: line).text)
    }

    private func identity(_ configuration: Configuration) async throws -> GitIdentity {
        try await session.identity(configuration.commit, git, target.repository)
    }
}
