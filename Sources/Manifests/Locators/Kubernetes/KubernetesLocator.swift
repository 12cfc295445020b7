import YAMLSource

/// Kubernetes objects in YAML or JSON: alone, in several documents, in a List or in an array.
struct KubernetesLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML || path.isJSON || path.hasName("Kptfile") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard Self.mayHold(file) else { return }
        if !file.mayHoldObjects, (try? file.stream()) == nil, !file.path.isYAML { return }
        let holdsConfigMaps = file.text.contains("ConfigMap")
        for document in try file.documents() {
            let objects = Self.objects(in: document)
            let found = objects.reduce(into: ObjectScan()) { found, object in
                found += ObjectLocators.scan(object.node, of: file, object.field, depth: 0)
            }
            if found.occurrences.isEmpty, !objects.contains(where: { ObjectIdentity(of: $0.node) != nil }) {
                guard !LooseImages.isChartTest(file) else { continue }
                scan.occurrences += LooseImages.scan(document, of: file).occurrences
                if file.path.isYAML { Self.locateValues(document, of: file, &scan) }
                continue
            }
            for object in objects where holdsConfigMaps {
                guard let identity = ObjectIdentity(of: object.node) else { continue }
                scan.replacementSources += ReplacementSources.occurrences(in: object.node, of: file, identity)
            }
            scan.occurrences.put(found.occurrences)
            scan.findings += found.findings
            scan.pullSecrets += found.pullSecrets
        }
        if file.path.isYAML, file.text.contains("image: {{") { TemplateLines.addActions(in: file, &scan) }
    }

    /// What a release may name as values, whatever the file is called.
    private static func locateValues(_ document: YAMLNode, of file: SourceFile, _ scan: inout FileScan) {
        guard document.isMapping else { return }
        var found = FileScan(file: file.path)
        HelmValuesLocator.locate(document, HelmValuesWalk(file), &found)
        guard !found.occurrences.isEmpty || !found.globalRegistries.isEmpty else { return }
        var values = scan.namedValues ?? NamedValues()
        values.occurrences += found.occurrences
        values.globalRegistries.merge(found.globalRegistries) { first, _ in first }
        scan.namedValues = values
    }

    /// A raw search costs a fraction of a parse: no object does without the first word, no field of an image without one
    /// of the others, and no secret for pulling without its type.
    private static func mayHold(_ file: SourceFile) -> Bool {
        guard file.mayHoldObjects else { return LooseImages.mayStand(in: file) }
        return file.text.contains("mage") || file.text.contains("_IMAGE") || file.text.contains("pkg.crossplane.io")
            || file.text.contains("tekton.dev") || file.text.contains("cdi.kubevirt.io")
            || file.text.contains("kubernetes.io/docker")
            || file.text.contains(".dockerconfigjson") || ReplacementSources.mayStand(in: file)
            || file.options.rules.contains { $0.kind == "*" || file.text.contains(Array($0.kind.utf8)) }
    }

    private static func objects(in document: YAMLNode) -> [(node: YAMLNode, field: FieldPath)] {
        guard document.isSequence else { return [(document, FieldPath())] }
        return document.elements.enumerated().map { ($1.resolved, FieldPath().index($0)) }
    }
}
