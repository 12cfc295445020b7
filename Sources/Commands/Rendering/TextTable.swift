/// Rows in columns as wide as their widest cell. Nothing is wrapped or cut.
struct TextTable {
    struct Cell {
        /// As it is written, colours and all.
        let text: String
        /// Columns of a terminal.
        let width: Int

        /// - Parameter text: Printable already.
        init(_ text: String, _ paint: (String) -> String = { $0 }) {
            self.text = paint(text)
            width = DisplayWidth.columns(text)
        }
    }

    let rows: [[Cell]]
    var indent = 0

    var lines: [String] {
        let widths = widths
        return rows.map { row in
            var line = String(repeating: " ", count: indent)
            var padding = 0
            for (cell, width) in zip(row[...(row.lastIndex { !$0.text.isEmpty } ?? -1)], widths) {
                for _ in 0..<padding { line += " " }
                line += cell.text
                padding = width - cell.width + gap
            }
            return line
        }
    }

    /// Blanks between columns.
    private var gap: Int { 2 }

    private var widths: [Int] {
        rows.reduce(into: []) { widths, row in
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.width)
            }
        }
    }
}
