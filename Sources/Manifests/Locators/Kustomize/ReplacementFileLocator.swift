import YAMLSource

/// A file of replacements, which kustomizations name by `path`.
struct ReplacementFileLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.mayHoldObjects, file.text.contains("fieldPaths:"), file.text.contains("targets:"),
            let root = try? file.documents().first
        else {
            return false
        }
        let first = root.isSequence ? root[0]?.resolved : root
        return first?["targets"]?.resolved.isSequence == true && first?["apiVersion"] == nil
            && (first?["source"] ?? first?["sourceValue"]) != nil
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        scan.replacements = KustomizeReplacements.all(try file.documents().first, in: file)
    }
}
