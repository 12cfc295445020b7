import ImageModel
import Manifests
import Planning
import Reconciliation
import YAMLSource

/// A report of a migration for a terminal.
struct MigrationText {
    let report: MigrationReport
    var style = TerminalStyle.none
    /// Of lists that have no end, so many lines.
    var mostLines = 200

    /// Ends with one newline.
    var text: String {
        let blocks = [
            [summary] + pins, moves, hosts, left, course, bases, findings,
        ]
        return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var summary: String {
        let revision = report.revision.map { " at \(Wording.commit($0))" } ?? ""
        return style.bold(
            "\(Wording.count(report.total.references, "reference")) to \(Wording.count(report.total.images, "image"))")
            + " in \(Wording.count(report.files, "file"))\(revision)"
    }

    private var pins: [String] {
        guard report.total.references > 0 else { return [] }
        let kinds = PinKind.allCases.filter { report.total.pinned($0) > 0 || $0 == .digest }
        let rows = kinds.map { kind -> [TextTable.Cell] in
            let count = report.total.pinned(kind)
            let share = ReferenceCounts.percent(count, of: report.total.references) ?? 0
            return [TextTable.Cell(kind.words), number(count), number(share, "%")]
        }
        let alone = report.total.reasonWords.map { ["  left alone: \(Printable.text($0))"] } ?? []
        return TextTable(rows: rows, indent: 2).lines + alone
    }

    private var moves: [String] {
        guard report.hasMoves else { return report.advice.map { [Printable.text($0)] } ?? [] }
        let rows = report.moves.map { move in
            [
                TextTable.Cell("\(Printable.text(move.step.from)) → \(Printable.text(move.step.to))"),
                TextTable.Cell("\(move.moved) of \(move.moved + move.left) moved"), number(move.percent, "%"),
                move.left == 0
                    ? TextTable.Cell("done", style.green) : TextTable.Cell("\(move.left) left", style.yellow),
            ]
        }
        return [style.bold("Moving")] + TextTable(rows: rows, indent: 2).lines
            + (report.advice.map { ["  \(Printable.text($0))"] } ?? [])
    }

    private var hosts: [String] {
        guard !report.hosts.isEmpty else { return [] }
        let kinds = report.total.kinds
        let head =
            [TextTable.Cell("registry", style.dim), heading("references"), heading("images")]
            + kinds.map { heading($0.column) }
        let rows = report.hosts.flatMap { host in
            [cells(Printable.text(host.name ?? MigrationReport.Host.open), host.counts, kinds)]
                + host.projects.map { cells("  \(Printable.text($0.path))", $0.counts, kinds) }
        }
        return [style.bold("Registries")] + TextTable(rows: [head] + rows, indent: 2).lines
    }

    private func cells(_ name: String, _ counts: ReferenceCounts, _ kinds: [PinKind]) -> [TextTable.Cell] {
        [TextTable.Cell(name), number(counts.references, width: 10), number(counts.images, width: 6)]
            + kinds.map { number(counts.pinned($0), width: $0.column.count) }
    }

    private var left: [String] {
        guard !report.left.isEmpty else { return [] }
        let rows = report.left.prefix(mostLines).map { left in
            return [
                TextTable.Cell("\(Printable.text(left.occurrence.file.string)):\(left.occurrence.location.line)"),
                TextTable.Cell(Printable.reference(left.from)),
                TextTable.Cell("→ \(Printable.text(left.place))", style.dim),
                TextTable.Cell(left.obstacle.map { Printable.text($0.reason.rawValue) } ?? "", style.yellow),
            ]
        }
        return [style.bold("Left to move")] + TextTable(rows: rows, indent: 2).lines
            + more(report.left.count - rows.count)
    }

    private var findings: [String] {
        guard !report.findings.isEmpty else { return [] }
        return ["\(Wording.count(report.findings.count, "finding")) about files: 'pinnace scan' lists them"]
    }

    private func more(_ count: Int) -> [String] {
        count > 0 ? ["  and \(count) more: --format json lists all"] : []
    }

    private func heading(_ text: String) -> TextTable.Cell { TextTable.Cell(text, style.dim) }

    /// Flush right, as its column is.
    private func number(_ number: Int, _ unit: String = "", width: Int = 5) -> TextTable.Cell {
        let text = "\(number)\(unit.isEmpty ? "" : " \(unit)")"
        return TextTable.Cell(String(repeating: " ", count: max(0, width - text.count)) + text)
    }
}

extension MigrationText {
    fileprivate var course: [String] {
        guard let course = report.course, course.points.count > 1 else { return [] }
        let columns = course.columns
        let rows = course.thinned(to: mostPoints).map { point in
            [TextTable.Cell(Wording.day(point.time))]
                + columns.map { number($0.count(point.counts), width: $0.name.count) }
        }
        let head = [heading("")] + columns.map { heading($0.name) }
        return [style.bold("Over time")] + TextTable(rows: [head] + rows, indent: 2).lines
    }

    /// A terminal shows no more at once.
    private var mostPoints: Int { 13 }

    fileprivate var bases: [String] {
        guard let bases = report.bases else { return [] }
        let told = bases.told
        let lines = told.prefix(mostLines).flatMap { image -> [String] in
            let places = image.places.map { "\(Printable.text($0.file.string)):\($0.line)" }.joined(separator: ", ")
            let word = image.state == .moved ? style.yellow("rebuild") : style.red("not known")
            return [
                "  \(word)  \(Printable.reference(image.reference))  \(style.dim(places))",
                "    \(Printable.text(image.sentence))",
            ]
        }
        return [style.bold("Base images"), "  \(bases.summary)"] + lines + more(told.count - mostLines)
    }
}
