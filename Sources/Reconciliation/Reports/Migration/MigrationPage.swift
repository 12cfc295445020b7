import ImageModel
import Manifests
import Planning
import YAMLSource

/// A report of a migration as one file: no script, and nothing that comes from elsewhere.
package struct MigrationPage: Sendable {
    let report: MigrationReport
    private let version: String

    /// - Parameter version: Pinnace's own.
    package init(_ report: MigrationReport, version: String) {
        self.report = report
        self.version = version
    }

    /// The file, UTF-8.
    package var bytes: [UInt8] { page.bytes }

    private var page: HTML {
        Tag.html(.lang("en")) {
            Tag.head {
                Tag.meta(.charset("utf-8"))
                HTML.element(Tag.meta, HTMLAttribute.policy, [])
                Tag.meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                Tag.meta(.name("color-scheme"), .content("light dark"))
                Tag.title(text: "Migration report · Pinnace")
                HTML.style([
                    PageStyle.palette, PageStyle.base, PageStyle.parts, PageStyle.tables, Self.style, PageStyle.narrow,
                ])
            }
            Tag.body {
                Tag.main {
                    Tag.h1(text: "Migration report")
                    Tag.p(.class("where"), text: place)
                    totals
                    naming
                    moving
                    MigrationCourseSection(report: report).html
                    registries
                    MigrationLists(report: report).html
                }
                Tag.footer { Tag.p(text: "Pinnace \(version)") }
            }
        }
    }

    private var place: String {
        let revision = report.revision.map { " at commit \($0.prefix(12))" } ?? ""
        let findings =
            report.findings.isEmpty
            ? "" : " · \(CountText.text(report.findings.count, "finding")) about files, which pinnace scan lists"
        return "\(CountText.text(report.files, "file"))\(revision)\(findings)"
    }

    private var totals: HTML {
        let total = report.total
        return Tag.dl(.class("totals")) {
            number("References", CountText.text(total.references))
            number("Images", CountText.text(total.images))
            number("Pinned by digest", total.percentPinned.map { "\($0) %" } ?? "–")
            if let percent = total.percentMoved {
                number("Moved", "\(percent) %")
                number("Left to move", CountText.text(total.left), tone: total.left > 0 ? "wait" : "")
            }
            if let bases = report.bases {
                number("To rebuild", CountText.text(bases.count(.moved)), tone: bases.count(.moved) > 0 ? "wait" : "")
            }
        }
    }

    private func number(_ name: String, _ value: String, tone: String = "") -> HTML {
        Tag.div(.class(tone.isEmpty ? "total" : "total \(tone)")) {
            Tag.dt(text: name)
            Tag.dd(text: value)
        }
    }

    private var naming: HTML {
        let total = report.total
        guard total.references > 0 else {
            return Tag.p(.class("empty"), text: "No file that was looked at names an image.")
        }
        let kinds = total.kinds
        return Tag.section {
            Tag.h2(text: "How images are named")
            ShareBar(kinds.map { ($0.tone, total.pinned($0)) }).html
            Tag.ul(.class("legend")) {
                kinds.map { kind in
                    let share = ReferenceCounts.percent(total.pinned(kind), of: total.references) ?? 0
                    return Tag.li {
                        Swatch.html(kind.tone)
                        "\(CountText.text(total.pinned(kind))) \(kind.words) (\(share) %)"
                    }
                }
            }
            if let words = total.reasonWords {
                Tag.p(.class("minor"), text: "Left alone whatever registries say: \(words)")
            }
        }
    }

    private var moving: HTML {
        guard report.hasMoves || report.advice != nil else { return .nothing }
        return Tag.section {
            Tag.h2(text: "Moving")
            if let advice = report.advice { Tag.p(.class("notice"), text: advice) }
            if report.hasMoves { moves }
        }
    }

    private var moves: HTML {
        var table = DataTable("From one registry to another", columns: ["From", "To", "Moved", "Left"])
        table.add(
            report.moves.map { move in
                table.row([
                    Tag.code(text: move.step.from), Tag.code(text: move.step.to),
                    .group([
                        Tag.strong(text: "\(move.percent) %"),
                        Tag.span(
                            .class("minor"),
                            text: "\(CountText.text(move.moved)) of \(CountText.text(move.moved + move.left))"),
                        ShareBar([("good", move.moved), ("wait", move.left)]).html,
                    ]),
                    .text(move.left == 0 ? "none" : CountText.text(move.left)),
                ])
            })
        return table.html
    }

    private var registries: HTML {
        guard !report.hosts.isEmpty else { return .nothing }
        let kinds = report.total.kinds
        var table = DataTable(
            "References by the registry that they name",
            columns: ["Registry", "References", "Images"] + kinds.map(\.heading), kind: "numbers")
        for host in report.hosts {
            let own = row(table, name(host), host.counts, kinds)
            table.add(
                [own]
                    + host.projects.map { project in
                        row(
                            table, Tag.span(.class("part")) { Tag.code(text: "\(host.name ?? "")/\(project.path)") },
                            project.counts, kinds)
                    })
        }
        return Tag.section {
            Tag.h2(text: "Registries")
            table.html
        }
    }

    private func name(_ host: MigrationReport.Host) -> HTML {
        host.name.map { Tag.code(.class("name"), text: $0) } ?? Tag.em(text: MigrationReport.Host.open)
    }

    private func row(_ table: DataTable, _ name: HTML, _ counts: ReferenceCounts, _ kinds: [PinKind]) -> HTML {
        let numbers = [counts.references, counts.images] + kinds.map { counts.pinned($0) }
        return table.row(
            [name] + numbers.map { $0 == 0 ? Tag.span(.class("none"), text: "0") : .text(CountText.text($0)) })
    }
}
