/// Rows of cells that are Markdown already.
enum MarkdownTable {
    /// `nil` where there is no row.
    static func text(_ head: [String], _ rows: [[String]]) -> String? {
        guard !rows.isEmpty else { return nil }
        let lines = [head, head.map { _ in "---" }] + rows
        return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }
}
