/// A path with `*` for any number of characters inside a segment, `?` for one, and `**` for any number of segments.
struct FilePattern {
    private let segments: [Substring]

    init(_ path: RepositoryPath) { segments = path.segments }

    func matches(_ path: RepositoryPath) -> Bool { Self.match(segments[...], path.segments[...]) }

    private static func match(_ pattern: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first == "**" {
            return (path.startIndex...path.endIndex).contains { match(pattern.dropFirst(), path[$0...]) }
        }
        guard let segment = path.first, matchCharacters(first[...], segment[...]) else { return false }
        return match(pattern.dropFirst(), path.dropFirst())
    }

    private static func matchCharacters(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" {
            return matchCharacters(rest, text) || (!text.isEmpty && matchCharacters(pattern, text.dropFirst()))
        }
        guard let character = text.first, first == "?" || first == character else { return false }
        return matchCharacters(rest, text.dropFirst())
    }
}
