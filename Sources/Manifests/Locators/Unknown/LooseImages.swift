import YAMLSource

/// Images in a document whose meaning no locator knows: the containers of a pod's fragment by their shape, and everything
/// else that ``LooseImage`` tells.
enum LooseImages {
    /// A raw search costs a fraction of a parse; what people write by hand is small.
    static func mayStand(in file: SourceFile) -> Bool {
        guard file.text.payload.count <= largest, file.text.contains("mage") else { return false }
        guard !isChartTest(file) else { return false }
        return file.text.contains("mage:") || file.text.contains("mage\"") || file.text.contains("mages")
    }

    /// A chart's own tests (helm-unittest) say what is to be rendered.
    static func isChartTest(_ file: SourceFile) -> Bool {
        file.text.contains("asserts:") && (file.text.contains("suite:") || file.text.contains("tests:"))
    }

    /// A description of an interface (OpenAPI, "Schema") holds examples of what it answers.
    private static func isInterface(_ document: YAMLNode) -> Bool {
        document["paths"] != nil && (document["openapi"] ?? document["swagger"]) != nil
    }

    private static let largest = 1 << 20

    /// What stands in a document that is no object.
    static func scan(_ document: YAMLNode, of file: SourceFile) -> ObjectScan {
        guard document.kind.isCollection, !isInterface(document) else { return ObjectScan() }
        var search = PodSpecSearch(file, nil, depth: 0)
        search.search(document, FieldPath())
        var scan = ObjectScan(occurrences: search.occurrences, findings: search.findings)
        scan.add(loose: search.loose)
        if !file.options.rules.isEmpty {
            let any = ObjectIdentity(apiVersion: "", kind: "", namespace: nil, name: nil)
            scan.put(CustomFieldLocator.occurrences(in: document, of: file, any, FieldPath()))
        }
        return scan
    }
}
