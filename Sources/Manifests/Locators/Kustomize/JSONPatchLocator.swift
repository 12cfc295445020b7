import YAMLSource

/// A file that is one list of operations; whose object it patches, the kustomization knows that names it.
struct JSONPatchLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML || path.isJSON }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("mage"), file.text.contains("op:") || file.text.contains("\"op\""),
            let documents = try? file.documents()
        else { return false }
        return documents.contains(where: JSONPatch.isPatch)
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for document in try file.documents() where JSONPatch.isPatch(document) {
            scan.occurrences += JSONPatch.occurrences(in: document, of: file, object: nil)
        }
    }
}
