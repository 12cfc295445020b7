/// The project's page of reasons, code by code.
enum ReasonTexts {
    struct Entry: Sendable, Hashable {
        let code: String
        /// Markdown, each without line ends.
        let paragraphs: [String]
    }

    static let all = entries(of: page)

    private static func entries(of page: String) -> [Entry] {
        page.split(separator: "\n## `").dropFirst().compactMap { part in
            guard let end = part.firstIndex(of: "`") else { return nil }
            let text = String(part[part.index(after: end)...])
            return Entry(
                code: String(part[..<end]),
                paragraphs: text.split(separator: "\n\n").map { $0.split(separator: "\n").joined(separator: " ") }
                    .filter { !$0.isEmpty })
        }
    }
}
