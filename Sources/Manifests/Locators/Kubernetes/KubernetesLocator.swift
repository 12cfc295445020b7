import YAMLSource

/// Kubernetes objects in YAML or JSON, alone, in several documents or in a List.
struct KubernetesLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML || path.isJSON }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        // A raw search costs a fraction of a parse: no field of an image is named without this.
        guard file.text.contains("mage") else { return }
        for document in try file.documents() {
            scan.occurrences += ObjectLocators.occurrences(in: document, of: file, FieldPath(), depth: 0)
        }
    }
}
