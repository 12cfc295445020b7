import ImageModel
import Manifests
import Planning
import YAMLSource

/// A plan for people: what changes, what does not and why, and what to do next.
struct PlanText {
    /// How far the run went.
    enum Stage {
        case dryRun
        case written
        case committed(String)
        case pushed(String, branch: String)
        /// On branches of their own; a line for each.
        case offered([String])
    }

    let plan: Plan
    let stage: Stage
    var style = TerminalStyle.none
    var isVerbose = false

    /// Ends with one newline.
    var text: String {
        let blocks = [[heading]] + changes + others + [findings, closing]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var heading: String {
        let counts = PlannedReference.Status.allCases.compactMap { status -> String? in
            let count = plan.count(status)
            switch status {
            case .change: return style.bold(Wording.count(count, "change"))
            case _ where count == 0: return nil
            case .unchanged, .skipped: return "\(count) \(status.rawValue)"
            case .held: return style.yellow("\(count) held")
            case .blocked: return style.red("\(count) blocked")
            }
        }
        let revision = plan.revision.map { " at \(Wording.commit($0))" } ?? ""
        let whole = "\(Wording.count(plan.references.count, "reference")) in \(Wording.count(plan.files, "file"))"
        return "\(counts.joined(separator: ", ")) · \(whole)\(revision)"
    }

    /// A block for each file.
    private var changes: [[String]] {
        plan.changes.grouped(by: \.occurrence.file).map { file, references in
            let entries = references.flatMap { ChangeText(reference: $0, style: style, isVerbose: isVerbose).lines }
            return [style.bold(Printable.text(file.string))] + entries
        }
    }

    private var others: [[String]] {
        [
            section("Blocked", .blocked, style.red), section("Held", .held, style.yellow),
            section("Skipped", .skipped, { $0 }),
            section("Unchanged", .unchanged, style.yellow) { isVerbose || $0.reason != nil },
        ]
    }

    private func section(
        _ title: String, _ status: PlannedReference.Status, _ paint: @escaping (String) -> String,
        where isShown: (PlannedReference) -> Bool = { _ in true }
    ) -> [String] {
        let references = plan.references.filter { $0.status == status && isShown($0) }
        guard !references.isEmpty else { return [] }
        let rows = references.map { row($0, paint) }
        let lines = zip(TextTable(rows: rows, indent: 2).lines, references).flatMap { line, reference in
            [line] + (reference.message.map { ["    " + style.dim(Printable.text($0))] } ?? [])
        }
        return [style.bold(title)] + lines
    }

    private func row(_ reference: PlannedReference, _ paint: @escaping (String) -> String) -> [TextTable.Cell] {
        let occurrence = reference.occurrence
        return [
            TextTable.Cell(Wording.place(occurrence.file, occurrence.location)),
            TextTable.Cell(Printable.reference(reference.from)),
            TextTable.Cell(Printable.text(reference.reason?.rawValue ?? ""), paint),
        ]
    }

    private var findings: [String] {
        guard !plan.findings.isEmpty else { return [] }
        return [style.bold("Findings")] + FindingText.lines(plan.findings, style)
    }

    private var closing: [String] { PlanClosing(plan: plan, stage: stage, style: style, isVerbose: isVerbose).lines }
}

extension Sequence {
    /// Runs of elements with the same key, in the order that they stand in.
    func grouped<Key: Equatable>(by key: (Element) -> Key) -> [(key: Key, elements: [Element])] {
        reduce(into: []) { groups, element in
            if groups.last?.key == key(element) {
                groups[groups.count - 1].elements.append(element)
            } else {
                groups.append((key(element), [element]))
            }
        }
    }
}
