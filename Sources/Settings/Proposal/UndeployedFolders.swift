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
            guard let pattern = pattern(reference) else { continue }
            tallies[pattern, default: ReferenceTally()].add(reference.occurrence.file)
        }
        return tallies
    }

    /// What leaves the folder out that a reference stands in; `nil` for one that may well run.
    static func pattern(_ reference: ProposalReference) -> String? {
        let folders = reference.occurrence.file.segments.dropLast()
        return folders.first { names.contains($0) }.map { "**/\($0)/**" }
    }
}
