package import Manifests

/// Which files are looked at: `**` for any number of folders, `*` for anything inside a name.
package struct FileSelection: Hashable, Sendable {
    package var include: [String]
    package var exclude: [String]

    package init(include: [String] = ["**"], exclude: [String] = []) {
        self.include = include
        self.exclude = exclude
    }

    package func contains(_ path: RepositoryPath) -> Bool {
        // What most repositories say is asked of every path of theirs.
        if exclude.isEmpty, include.contains("**") { return true }
        let segments = path.segments
        return include.contains { Self.matches(segments, $0) }
            && !exclude.contains { Self.matches(segments, $0) }
    }

    private static func split(_ pattern: String) -> [Substring] {
        let pattern = pattern.hasSuffix("/") ? pattern + "**" : pattern
        return pattern.split(separator: "/").filter { $0 != "." }
    }

    private static func matches(_ path: [Substring], _ pattern: String) -> Bool {
        Wildcard.matches(path, pattern: split(pattern)) { Wildcard.matches(String($0), pattern: String($1)) }
    }
}
