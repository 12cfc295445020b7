import Manifests
import Planning
import Reconciliation

extension Session {
    /// A run's result, in the format that was asked for.
    func report(_ draft: Reconciler.Draft, _ stage: PlanText.Stage) {
        switch options.format {
        // No command that plans takes it.
        case .text, .html:
            if case .dryRun = stage { writeDiff(draft.changes) }
            console.write(
                PlanText(plan: draft.plan, stage: stage, style: console.style, isVerbose: options.verbose > 0).text)
        case .json: write(PlanDocument(draft.plan))
        case .sarif: write(SARIFDocument(draft.plan, version: Version.current))
        case .markdown: console.write(MarkdownReport(draft.plan).text())
        }
    }

    func write(_ report: MigrationReport) {
        switch options.format {
        // The command does not take the second.
        case .text, .sarif: console.write(MigrationText(report: report, style: console.style).text)
        case .markdown: console.write(MigrationMarkdown(report).text())
        case .html:
            console.write(String(decoding: MigrationPage(report, version: Version.current).bytes, as: UTF8.self))
        case .json: write(MigrationDocument(report))
        }
    }

    func writeDiff(_ changes: [FileChange]) {
        for change in changes {
            if let diff = UnifiedDiff(path: change.path.string, old: change.old, new: change.new ?? []) {
                console.write(DiffText(diff: diff, style: console.style).text)
            }
        }
        if !changes.isEmpty { console.write("\n") }
    }

    func write(_ document: some ReportDocument) {
        do {
            console.write(try document.json())
        } catch {
            console.note("pinnace: the result cannot be written as JSON: \(error)")
        }
    }
}
