/// A table with a caption and headings. On a narrow screen each row becomes a block, whose cells name their columns; the
/// roles keep it a table for those who listen.
package struct DataTable {
    package let caption: String
    package let columns: [String]
    package var kind = ""
    package var bodies: [HTML] = []

    package init(_ caption: String, columns: [String], kind: String = "") {
        self.caption = caption
        self.columns = columns
        self.kind = kind
    }

    package var html: HTML {
        Tag.table(.class(kind), .role("table")) {
            Tag.caption(text: caption)
            Tag.thead(.role("rowgroup")) {
                Tag.tr(.role("row")) { columns.map { Tag.th(.scope("col"), .role("columnheader"), text: $0) } }
            }
            bodies
        }
    }

    /// Rows that belong together; `heading` spans them all.
    package mutating func add(heading: HTML? = nil, _ rows: [HTML]) {
        bodies.append(
            Tag.tbody(.role("rowgroup")) {
                if let heading {
                    Tag.tr(.role("row"), .class("group")) {
                        Tag.th(.scope("rowgroup"), .role("rowheader"), .columns(columns.count)) { heading }
                    }
                }
                rows
            })
    }

    /// One row; its first cell says what it is about.
    package func row(_ cells: [HTML]) -> HTML {
        Tag.tr(.role("row")) {
            zip(cells, columns).enumerated().map { index, pair in
                index == 0
                    ? Tag.th(.scope("row"), .role("rowheader"), .label(column: pair.1)) { pair.0 }
                    : Tag.td(.role("cell"), .label(column: pair.1)) { pair.0 }
            }
        }
    }
}
