import ImageModel
import Manifests
import YAMLSource

/// What was found in files besides references.
enum FindingText {
    static func lines(_ findings: [Finding], _ style: TerminalStyle) -> [String] {
        TextTable(
            rows: findings.map { finding in
                [
                    TextTable.Cell(Wording.place(finding.file, finding.location)),
                    TextTable.Cell(Printable.text(finding.reason.rawValue), style.yellow),
                    TextTable.Cell(Printable.text(finding.message)),
                ]
            },
            indent: 2
        ).lines
    }
}
