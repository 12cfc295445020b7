import YAMLSource

/// A Helm values file: image maps, flat keys, whole references.
struct HelmValuesLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { HelmValuesFile.isValuesFile(path) }

    /// A file of that name may be a list of objects all the same.
    func claims(_ file: SourceFile) -> Bool {
        guard Self.mayHoldImages(file) else { return true }
        return !file.holdsObjects
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard Self.mayHoldImages(file) else { return }
        for document in try file.documents() { Self.locate(document, HelmValuesWalk(file), &scan) }
    }

    /// A raw search costs a fraction of a parse.
    private static func mayHoldImages(_ file: SourceFile) -> Bool {
        file.text.contains("mage") || file.text.contains("repository")
    }

    /// Values that stand in some part of a file.
    static func locate(_ values: YAMLNode, _ empty: HelmValuesWalk, _ scan: inout FileScan) {
        var walk = empty
        walk.walk(values)
        scan.occurrences += walk.found
        scan.findings += walk.findings
        let layer = HelmLayer(file: walk.file.path, part: walk.layer)
        if let global = walk.globalRegistry(values.resolved) { scan.globalRegistries[layer] = global }
    }
}
