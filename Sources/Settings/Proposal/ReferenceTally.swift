import Manifests

/// How many references there are of something, and in which files.
struct ReferenceTally: Hashable, Sendable {
    private(set) var references = 0
    private(set) var files: Set<RepositoryPath> = []

    mutating func add(_ file: RepositoryPath) {
        references += 1
        files.insert(file)
    }

    /// `14 references in 9 files`
    var words: String {
        "\(references) reference\(references == 1 ? "" : "s") in \(files.count) file\(files.count == 1 ? "" : "s")"
    }
}

/// The most first, and then by what is counted, so that the same repository has the same proposal.
func byCount<Key: Comparable>(_ tallies: [Key: ReferenceTally]) -> [(key: Key, value: ReferenceTally)] {
    tallies.sorted { ($1.value.references, $0.key) < ($0.value.references, $1.key) }
}
