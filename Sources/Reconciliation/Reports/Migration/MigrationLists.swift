import ImageModel
import Manifests
import Planning
import YAMLSource

/// What is to be done, line by line: images to rebuild, references to move.
struct MigrationLists {
    let report: MigrationReport

    /// A page with more would not be read.
    private static let most = 2_000

    @HTMLBuilder var html: HTML {
        if let bases = report.bases { section(bases) }
        if !report.left.isEmpty {
            Tag.section {
                Tag.h2(text: "Left to move")
                left
                more(report.left.count)
            }
        }
    }

    private var left: HTML {
        var table = DataTable(
            "References that a rule would move", columns: ["File", "Image", "To", "What keeps it"], kind: "left")
        table.add(
            report.left.prefix(Self.most).map { left in
                table.row([
                    place(left.occurrence.file.string, left.occurrence.location.line),
                    Tag.code(text: ShortReference.text(left.from)),
                    Tag.code(text: left.place),
                    why(left),
                ])
            })
        return table.html
    }

    private func why(_ left: MigrationReport.Left) -> HTML {
        guard let obstacle = left.obstacle else { return Tag.span(.class("minor"), text: "nothing that the files say") }
        return .group([
            Tag.code(text: obstacle.reason.rawValue), Tag.span(.class("minor"), text: obstacle.message),
        ])
    }

    private func section(_ bases: BaseImageReport) -> HTML {
        let told = bases.told
        var table = DataTable("Images that need a look", columns: ["Image", "State", "Why", "File"])
        table.add(
            told.prefix(Self.most).map { image in
                table.row([
                    Tag.code(text: ShortReference.text(image.reference)), badge(image.state), .text(image.sentence),
                    .group(image.places.map { at in Tag.div { place(at.file.string, at.line) } }),
                ])
            })
        return Tag.section {
            Tag.h2(text: "Base images")
            Tag.p(text: bases.summary)
            if !told.isEmpty { table.html }
            more(told.count)
        }
    }

    private func badge(_ state: BaseImageReport.State) -> HTML {
        state == .moved
            ? Tag.span(.class("badge wait"), text: "Rebuild") : Tag.span(.class("badge bad"), text: "Not known")
    }

    private func place(_ file: String, _ line: Int) -> HTML { Tag.code(text: "\(file):\(line)") }

    private func more(_ count: Int) -> HTML {
        guard count > Self.most else { return .nothing }
        return Tag.p(
            .class("minor"), text: "And \(CountText.text(count - Self.most)) more: --format json lists all.")
    }
}
