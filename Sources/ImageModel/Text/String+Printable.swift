extension String {
    /// What a stranger wrote, fit to be shown: one line, no control or direction characters, cut at a number of
    /// characters.
    package func printable(limit: Int = 300) -> String {
        var text = String.UnicodeScalarView()
        var afterSpace = true
        for scalar in unicodeScalars {
            guard text.count <= limit else { break }
            let kind = scalar.properties.generalCategory
            if kind == .format || kind == .surrogate || kind == .privateUse || kind == .unassigned { continue }
            let isSpace = kind == .control || scalar.properties.isWhitespace
            if !(isSpace && afterSpace) { text.append(isSpace ? " " : scalar) }
            afterSpace = isSpace
        }
        if text.last == " " { text.removeLast() }
        return text.count > limit ? String(text.dropLast(text.count - limit)) + "…" : String(text)
    }
}
