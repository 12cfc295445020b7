/// A path with `*` for any number of characters inside a segment, `?` for one, and `**` for any number of segments.
struct FilePattern {
    private let segments: [Substring]

    init(_ path: RepositoryPath) { segments = path.segments }

    func matches(_ path: RepositoryPath) -> Bool {
        Wildcard.matches(path.segments, pattern: segments) { name, pattern in
            Wildcard.matches(Array(name), Array(pattern), isStar: { $0 == "*" }) { $1 == "?" || $0 == $1 }
        }
    }
}
