/// Text of files and servers inside Markdown: it stays one cell, and makes no markup.
enum MarkdownEscaping {
    /// A code span; where that could be broken out of, escaped text.
    static func code(_ text: String) -> String {
        let text = printable(text)
        let breaksOut = text.contains { "`|\\".contains($0) } || text.isEmpty
        return breaksOut ? entities(text) : "`\(text)`"
    }

    /// Text with everything that could be markup as character references.
    static func text(_ text: String) -> String { entities(printable(text)) }

    private static func printable(_ text: String) -> String {
        text.unicodeScalars.map { $0.isDeceptive ? $0.escaped : String($0) }.joined()
    }

    private static func entities(_ text: String) -> String {
        var escaped = ""
        for scalar in text.replacing("://", with: "\u{0}//").unicodeScalars {
            switch scalar {
            // `://` would become a link.
            case "\u{0}": escaped += "&#58;"
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!", "$": escaped += "&#\(scalar.value);"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
