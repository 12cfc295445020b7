import YAMLSource

/// Templates of YAML that other tools render, by their names: `kube-vip.yaml.j2`, `values.yaml.gotmpl`. Read line by line,
/// like a chart's.
struct TemplateFileLocator: TextLocator {
    private static let endings: [StaticString] = [
        ".j2", ".jinja", ".jinja2", ".tmpl", ".gotmpl", ".tpl", ".tftpl", ".template", ".erb", ".mustache", ".in",
    ]

    func mayClaim(_ path: RepositoryPath) -> Bool { Self.endings.contains(where: path.ends) }

    /// Without a name that says so it is one of YAML if it holds a pod's containers, or fills in an image.
    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("image:") else { return false }
        if file.path.nameContains(".yaml.") || file.path.nameContains(".yml.") { return true }
        return file.text.contains("ontainers:") || file.text.contains("image: {{") || file.text.contains("image: \"{{")
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        TemplateLines.locate(in: file, &scan)
    }
}
