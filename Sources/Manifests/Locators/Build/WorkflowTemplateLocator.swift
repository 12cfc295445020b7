import YAMLSource

/// Workflows that stand elsewhere, to be copied to where they run: told by their jobs.
struct WorkflowTemplateLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("runs-on:"), file.text.contains("jobs:"), let root = try? file.documents().first,
            root.isMapping, ObjectIdentity(of: root) == nil, let jobs = root["jobs"]?.resolved
        else { return false }
        return jobs.isMapping && jobs.entries.contains { $0.value["runs-on"] != nil }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try GitHubActionsLocator().locate(in: file, &scan)
    }
}
