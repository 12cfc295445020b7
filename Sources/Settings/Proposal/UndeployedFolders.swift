import Manifests

/// Folders whose references are likely not what runs: other people's code, and tests.
enum UndeployedFolders {
    private static let names: Set<Substring> = [
        "vendor", "node_modules", "third_party", "testdata", "fixtures", "__fixtures__", "test", "tests", "e2e",
    ]

    /// By the patterns that leave them out.
    static func tallies(_ references: [ProposalReference]) -> [String: ReferenceTally] {
        var tallies: [String: ReferenceTally] = [:]
        for reference in references {
            let folders = reference.occurrence.file.segments.dropLast()
            guard let name = folders.first(where: { names.contains($0) }) else { continue }
            tallies["**/\(name)/**", default: ReferenceTally()].add(reference.occurrence.file)
        }
        return tallies
    }
}
