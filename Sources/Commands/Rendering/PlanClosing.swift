import ImageModel
import Manifests
import Planning
import Reconciliation

/// The last lines of a plan: what was done, and what to do next.
struct PlanClosing {
    let plan: Plan
    let stage: PlanText.Stage
    let style: TerminalStyle

    var isVerbose = false

    var lines: [String] { (isVerbose ? allowances : []) + [recorded, unjudged, blocked].compactMap(\.self) + next }

    private var next: [String] {
        if case .offered(let lines) = stage, !lines.isEmpty { return lines }
        return [sentence]
    }

    private var sentence: String {
        guard !plan.changes.isEmpty else { return "Nothing to change." }
        return switch stage {
        case .dryRun:
            "Nothing was written. Without --dry-run, \(changes) would be; --commit commits, --push pushes too."
        case .written: "Wrote \(changes). Look at it with 'git diff'; --commit commits, --push pushes too."
        case .committed(let id): "Committed \(changes) as \(Wording.commit(id)). Next: 'git push'."
        case .pushed(let id, let branch):
            "Pushed \(changes) to \(Printable.text(branch)) as \(Wording.commit(id))."
        case .offered: "Nothing to change."
        }
    }

    private var changes: String {
        let files = Set(plan.changes.flatMap { $0.edits.map(\.site.id.file) }).count
        return style.bold("\(Wording.count(plan.changes.count, "change")) in \(Wording.count(files, "file"))")
    }

    private var blockedReferences: [PlannedReference] { plan.references.filter { $0.status == .blocked } }

    private var allowances: [String] {
        plan.allowances.map { allowance in
            let window = allowance.window.map { " in \($0 / 3600) h" } ?? ""
            return "\(Printable.text(allowance.host)) allows \(allowance.limit) reads\(window): "
                + "\(allowance.remaining) are left."
        }
    }

    private var recorded: String? {
        plan.recorded.map { span in
            let span = span.earliest == span.latest ? span.latestText : "\(span.earliestText) to \(span.latestText)"
            return "No registry was asked: the answers are those of \(span)."
        }
    }

    private var unjudged: String? {
        let count = blockedReferences.count { $0.reason?.meansUnjudged == true }
        guard count > 0 else { return nil }
        return style.red(
            "\(Wording.count(count, "reference")) could not be judged: a registry refused, limited or did not answer.")
    }

    private var blocked: String? {
        let count = blockedReferences.count { $0.reason?.meansUnjudged != true }
        guard count > 0 else { return nil }
        return style.yellow(
            "\(Wording.count(count, "reference")) \(count == 1 ? "stays" : "stay") blocked, as said above.")
    }
}
