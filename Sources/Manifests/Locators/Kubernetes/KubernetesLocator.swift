import YAMLSource

/// Kubernetes objects in YAML or JSON: alone, in several documents, in a List or in an array.
struct KubernetesLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML || path.isJSON || path.hasName("Kptfile") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard Self.mayHold(file) else { return }
        for document in try file.documents() {
            let found = Self.objects(in: document).reduce(into: ObjectScan()) { found, object in
                found += ObjectLocators.scan(object.node, of: file, object.field, depth: 0)
            }
            scan.occurrences.put(found.occurrences)
            scan.findings += found.findings
        }
    }

    /// A raw search costs a fraction of a parse: no object does without the first word, no field of an image without one
    /// of the others.
    private static func mayHold(_ file: SourceFile) -> Bool {
        guard file.text.contains("apiVersion") else { return false }
        return file.text.contains("mage") || file.text.contains("pkg.crossplane.io")
            || file.text.contains("tekton.dev") || file.text.contains("cdi.kubevirt.io")
            || file.options.rules.contains { $0.kind == "*" || file.text.contains(Array($0.kind.utf8)) }
    }

    private static func objects(in document: YAMLNode) -> [(node: YAMLNode, field: FieldPath)] {
        guard document.isSequence else { return [(document, FieldPath())] }
        return document.elements.enumerated().map { ($1.resolved, FieldPath().index($0)) }
    }
}
