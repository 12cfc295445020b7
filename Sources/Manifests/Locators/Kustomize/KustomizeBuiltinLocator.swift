import YAMLSource

/// Files that configure transformers and generators of kustomize's own.
struct KustomizeBuiltinLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("builtin") else { return false }
        return ["ImageTagTransformer", "Patch", "HelmChartInflationGenerator"].contains {
            file.text.contains(Array($0.utf8))
        }
            && ((try? file.documents().contains { ObjectIdentity(of: $0)?.apiVersion == "builtin" }) ?? false)
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for document in try file.documents() where document.isMapping {
            guard let identity = ObjectIdentity(of: document) else { continue }
            if identity.apiVersion != "builtin" {
                let found = ObjectLocators.scan(document, of: file, FieldPath(), depth: 0)
                scan.occurrences += found.occurrences
                scan.findings += found.findings
                continue
            }
            if let entry = KustomizeTransformers.entry(document, file) { scan.transformerImages.append(entry) }
            scan.occurrences += KustomizeTransformers.patches(in: document, file)
            if identity.kind == "HelmChartInflationGenerator" {
                let home = document["chartHome"]?.resolved.string ?? "charts"
                KustomizeCharts.locate(document, home, FieldPath(), file, identity, &scan)
            }
        }
    }
}
