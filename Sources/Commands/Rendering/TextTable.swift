/// Rows in columns as wide as their widest cell. Nothing is wrapped or cut.
struct TextTable {
    struct Cell {
        let text: String
        let paint: (String) -> String

        /// - Parameter text: Printable already.
        init(_ text: String, _ paint: @escaping (String) -> String = { $0 }) {
            self.text = text
            self.paint = paint
        }
    }

    let rows: [[Cell]]
    var indent = 0

    var lines: [String] {
        let widths = widths
        return rows.map { row in
            let last = row.lastIndex { !$0.text.isEmpty } ?? -1
            let cells = row.enumerated().prefix(last + 1).map { column, cell in
                let padding = column == last ? 0 : widths[column] - DisplayWidth.columns(cell.text)
                return cell.paint(cell.text) + String(repeating: " ", count: padding)
            }
            return String(repeating: " ", count: indent) + cells.joined(separator: "  ")
        }
    }

    private var widths: [Int] {
        rows.reduce(into: []) { widths, row in
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], DisplayWidth.columns(cell.text))
            }
        }
    }
}
