import ImageModel
import Manifests
import Planning
import YAMLSource

/// A report of a migration for a job's summary, a wiki or a comment.
package struct MigrationMarkdown: Sendable {
    private let report: MigrationReport

    /// More of what is left would be more than a comment takes.
    private static let mostLeft = 200

    package init(_ report: MigrationReport) {
        self.report = report
    }

    /// Ends with one newline.
    package func text() -> String {
        [summary, moves, hosts, course, bases, left].compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var summary: String {
        let total = report.total
        let revision = report.revision.map { " at \(MarkdownEscaping.code(String($0.prefix(12))))" } ?? ""
        var lines = [
            "**\(total.references.counted("reference"))** to \(total.images.counted("image")) in "
                + "\(report.files.counted("file"))\(revision)"
        ]
        let pins = total.kinds.map { kind in
            "- \(total.pinned(kind)) \(kind.words) (\(ReferenceCounts.percent(total.pinned(kind), of: total.references) ?? 0) %)"
        }
        if !pins.isEmpty { lines.append(pins.joined(separator: "\n")) }
        if let words = total.reasonWords { lines.append("Left alone: \(MarkdownEscaping.text(words))") }
        return lines.joined(separator: "\n\n")
    }

    private var moves: String? {
        let advice = report.advice.map { MarkdownEscaping.text($0) }
        let table = section(
            "Moving", ["From", "To", "Moved", "Left", ""],
            report.moves.map { move in
                [
                    code(move.step.from), code(move.step.to), "\(move.moved)", "\(move.left)", "\(move.percent) %",
                ]
            })
        let parts = [table, advice].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }

    private var hosts: String? {
        let kinds = report.total.kinds
        let rows = report.hosts.flatMap { host in
            [row(host.name.map(code) ?? MigrationReport.Host.open, host.counts, kinds)]
                + host.projects.map { row("\(code("\(host.name ?? "")/\($0.path)"))", $0.counts, kinds, isPart: true) }
        }
        return section("Registries", ["Registry", "References", "Images"] + kinds.map(\.column), rows)
    }

    private func row(
        _ name: String, _ counts: ReferenceCounts, _ kinds: [PinKind], isPart: Bool = false
    ) -> [String] {
        [(isPart ? "— " : "") + name, "\(counts.references)", "\(counts.images)"]
            + kinds.map { "\(counts.pinned($0))" }
    }

    private var course: String? {
        guard let course = report.course, course.points.count > 1 else { return nil }
        let columns = course.columns
        return section(
            "Over time", ["Day"] + columns.map(\.name),
            course.points.map { point in
                [DayText.text(point.time)] + columns.map { "\($0.count(point.counts))" }
            })
    }

    private var bases: String? {
        guard let bases = report.bases else { return nil }
        let rows = bases.told.map { image in
            [
                code(ShortReference.text(image.reference)), image.state == .moved ? "**rebuild**" : "not known",
                MarkdownEscaping.text(image.sentence),
                image.places.map { code("\($0.file.string):\($0.line)") }.joined(separator: " "),
            ]
        }
        let table = MarkdownTable.text(["Image", "", "Why", "File"], rows)
        return ["### Base images", MarkdownEscaping.text(bases.summary), table].compactMap(\.self)
            .joined(separator: "\n\n")
    }

    private var left: String? {
        let rows = report.left.prefix(Self.mostLeft).map { left in
            [
                code("\(left.occurrence.file.string):\(left.occurrence.location.line)"),
                code(ShortReference.text(left.from)), code(left.place),
                left.obstacle.map { "\(code($0.reason.rawValue)): \(MarkdownEscaping.text($0.message))" } ?? "",
            ]
        }
        let more = report.left.count - rows.count
        return section("Left to move", ["File", "Image", "To", "What keeps it"], rows).map {
            more > 0 ? "\($0)\n\nand \(more) more" : $0
        }
    }

    private func code(_ text: String) -> String { MarkdownEscaping.code(text) }

    private func section(_ title: String, _ head: [String], _ rows: [[String]]) -> String? {
        MarkdownTable.text(head, rows).map { "### \(title)\n\n\($0)" }
    }
}
