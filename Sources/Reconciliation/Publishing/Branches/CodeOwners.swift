/// A file CODEOWNERS: who looks after which files. The last line that matches counts, as on GitHub
/// (docs.github.com, "About code owners"); sections of GitLab's are read past.
package struct CodeOwners: Sendable {
    private struct Line: Sendable {
        let pattern: Pattern
        let owners: [String]
    }

    private let lines: [Line]

    /// Where forges look for it, the first that is there.
    package static let places = [
        ".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS",
    ]

    package init(_ text: String) {
        lines = text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace).prefix { !$0.hasPrefix("#") }.map(String.init)
            guard let first = words.first, !first.hasPrefix("["), !first.hasPrefix("^["), !first.hasPrefix("!") else {
                return nil
            }
            return Line(pattern: Pattern(first), owners: Array(words.dropFirst()))
        }
    }

    /// As the file spells them; none where no line matches, or the last that does names nobody.
    package func owners(of path: String) -> [String] {
        let segments = path.split(separator: "/")
        return lines.last { $0.pattern.matches(segments[...]) }?.owners ?? []
    }

    /// A pattern of .gitignore's kind.
    private struct Pattern: Sendable {
        private let segments: [Substring]
        private let isAnchored: Bool
        /// Whether what is below a match matches, too: not for `docs/*`, which means the files there.
        private let reachesDown: Bool
        private let isFolder: Bool

        init(_ text: String) {
            isFolder = text.hasSuffix("/")
            let inner = text.hasSuffix("/") ? text.dropLast() : text[...]
            isAnchored = inner.contains("/")
            segments = inner.split(separator: "/")
            reachesDown = segments.last != "*" || segments.count == 1
        }

        func matches(_ path: ArraySlice<Substring>) -> Bool {
            if isAnchored { return matches(path, segments[...]) }
            return path.indices.contains { matches(path[$0...], segments[...]) }
        }

        private func matches(_ path: ArraySlice<Substring>, _ pattern: ArraySlice<Substring>) -> Bool {
            guard let first = pattern.first else { return path.isEmpty ? !isFolder : reachesDown || isFolder }
            if first == "**" {
                let rest = pattern.dropFirst()
                if rest.isEmpty { return !path.isEmpty }
                return (path.startIndex...path.endIndex).contains { matches(path[$0...], rest) }
            }
            guard let segment = path.first, Self.matches(segment[...], first[...]) else { return false }
            return matches(path.dropFirst(), pattern.dropFirst())
        }

        private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
            guard let first = pattern.first else { return text.isEmpty }
            if first == "*" {
                let rest = pattern.drop { $0 == "*" }
                if rest.isEmpty { return true }
                return text.indices.contains { matches(text[$0...], rest) }
            }
            guard let character = text.first, first == "?" || first == character else { return false }
            return matches(text.dropFirst(), pattern.dropFirst())
        }
    }
}
