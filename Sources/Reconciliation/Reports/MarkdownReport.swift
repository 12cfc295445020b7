import ImageModel
import Manifests
package import Planning
import YAMLSource

/// A plan as a comment on a pull request, or a job's summary.
package struct MarkdownReport: Sendable {
    private let plan: Plan

    package init(_ plan: Plan) {
        self.plan = plan
    }

    /// Ends with one newline.
    package func text() -> String {
        [summary, changes, blocked, others, findings].compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var summary: String {
        let counts = PlannedReference.Status.allCases.compactMap { status -> String? in
            let count = plan.count(status)
            switch status {
            case .change: return "**\(count.counted("change"))**"
            case _ where count == 0: return nil
            default: return "\(count) \(status.rawValue)"
            }
        }
        let revision = plan.revision.map { " at \(MarkdownEscaping.code(String($0.prefix(12))))" } ?? ""
        let files = plan.files.counted("file")
        return "\(counts.joined(separator: ", ")) in \(files)\(revision)"
    }

    private var changes: String? {
        MarkdownTable.text(
            ["From", "To", "File"],
            plan.changes.map { [reference($0.from), reference($0.to ?? ""), place($0)] }
        ).map { "### Changes\n\n\($0)" }
    }

    private var blocked: String? {
        MarkdownTable.text(["Image", "File", "Reason", "Message"], reasons([.blocked])).map { "### Blocked\n\n\($0)" }
    }

    private var others: String? {
        let rows = reasons([.held, .skipped])
        return details(
            "Held and skipped", rows.count, MarkdownTable.text(["Image", "File", "Reason", "Message"], rows))
    }

    private var findings: String? {
        let rows = plan.findings.map { finding in
            let line = finding.location.map { ":\($0.line)" } ?? ""
            return [
                MarkdownEscaping.code(finding.file.string + line), MarkdownEscaping.code(finding.reason.rawValue),
                MarkdownEscaping.text(finding.message),
            ]
        }
        return details("Findings", rows.count, MarkdownTable.text(["File", "Reason", "Message"], rows))
    }

    private func reasons(_ statuses: [PlannedReference.Status]) -> [[String]] {
        statuses.flatMap { status in plan.references.filter { $0.status == status } }.map { planned in
            [
                reference(planned.from), place(planned), MarkdownEscaping.code(planned.reason?.rawValue ?? ""),
                MarkdownEscaping.text(planned.message ?? ""),
            ]
        }
    }

    private func reference(_ text: String) -> String { MarkdownEscaping.code(ShortReference.text(text)) }

    private func place(_ reference: PlannedReference) -> String {
        MarkdownEscaping.code("\(reference.occurrence.file):\(reference.occurrence.location.line)")
    }

    private func details(_ title: String, _ count: Int, _ body: String?) -> String? {
        body.map { "<details><summary>\(title) (\(count))</summary>\n\n\($0)\n\n</details>" }
    }
}
