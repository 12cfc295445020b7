import Manifests
import Reconciliation
import YAMLSource

/// Every reference in a table, then what else was found.
struct ScanText {
    let scan: Scan
    var style = TerminalStyle.none

    /// Ends with one newline.
    var text: String {
        let findings = FindingText.lines(scan.findings, style)
        let blocks = [table, findings.isEmpty ? [] : [style.bold("Findings")] + findings, [closing]]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var table: [String] {
        let rows = scan.references.map { reference in
            let occurrence = reference.occurrence
            return [
                TextTable.Cell("\(Printable.text(occurrence.file.string)):\(occurrence.location.line)"),
                TextTable.Cell(occurrence.object.map { Printable.text($0.description) } ?? "-", style.dim),
                TextTable.Cell(Printable.text(occurrence.field), style.dim),
                TextTable.Cell(Printable.text(reference.from)),
            ]
        }
        return TextTable(rows: rows).lines
    }

    private var closing: String {
        let revision = scan.revision.map { " at \(Wording.commit($0))" } ?? ""
        return "\(Wording.count(scan.references.count, "reference")) in \(Wording.count(scan.files, "file"))\(revision)"
    }
}
