import YAMLSource

/// Templates of YAML that other tools render, by their names: `kube-vip.yaml.j2`, `values.yaml.gotmpl`. Read line by line,
/// like a chart's.
struct TemplateFileLocator: Locator {
    private static let endings = [".j2", ".tmpl", ".gotmpl", ".tpl", ".tftpl", ".template"]

    func mayClaim(_ path: RepositoryPath) -> Bool {
        guard path.nameContains(".yaml.") || path.nameContains(".yml.") else { return false }
        return Self.endings.contains { path.string.hasSuffix($0) }
    }

    func claims(_ file: SourceFile) -> Bool { file.text.contains("image:") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try file.requireReadableSize()
        TemplateLines(file).locate(&scan)
    }
}
