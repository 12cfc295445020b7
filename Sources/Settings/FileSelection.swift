package import Manifests
import Planning

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
        return include.contains { Self.matches(segments[...], Self.split($0)[...]) }
            && !exclude.contains { Self.matches(segments[...], Self.split($0)[...]) }
    }

    private static func split(_ pattern: String) -> [Substring] {
        let pattern = pattern.hasSuffix("/") ? pattern + "**" : pattern
        return pattern.split(separator: "/").filter { $0 != "." }
    }

    private static func matches(_ path: ArraySlice<Substring>, _ pattern: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == "**" {
            return (path.startIndex...path.endIndex).contains { matches(path[$0...], pattern.dropFirst()) }
        }
        guard let name = path.first, Wildcard.matches(String(name), pattern: String(first)) else { return false }
        return matches(path.dropFirst(), pattern.dropFirst())
    }
}
