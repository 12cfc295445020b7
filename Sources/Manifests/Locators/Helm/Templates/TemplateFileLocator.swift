import YAMLSource

/// Templates of YAML that other tools render, by their names: `kube-vip.yaml.j2`, `values.yaml.gotmpl`. Read line by line,
/// like a chart's.
struct TemplateFileLocator: TextLocator {
    private static let endings: [StaticString] = [
        ".j2", ".jinja", ".jinja2", ".tmpl", ".gotmpl", ".tpl", ".tftpl", ".template", ".erb", ".mustache", ".in",
        ".example", ".sample", ".dist",
    ]

    func mayClaim(_ path: RepositoryPath) -> Bool { Self.endings.contains(where: path.ends) }

    /// Without a name that says so it is one of YAML if it holds a pod's containers, or fills in an image.
    func claims(_ file: SourceFile) -> Bool {
        if file.path.nameContains(".json."), file.text.contains("\"image\"") { return true }
        guard file.text.contains("image:") else { return false }
        if file.path.nameContains(".yaml.") || file.path.nameContains(".yml.") { return true }
        return file.text.contains("ontainers:") || file.text.contains("image: {{") || file.text.contains("image: \"{{")
    }

    /// Whether a name alone, in what is rendered, can be an image.
    private static func runsContainers(_ file: SourceFile) -> Bool {
        file.path.nameContains("compose")
            || ["ontainers:", "services:", "apiVersion", "kind:"].contains(where: file.text.contains)
    }

    private static func isWord(_ occurrence: ImageOccurrence) -> Bool {
        guard case .whole(let site) = occurrence.parts else { return false }
        return LooseImage.isBareName(Array((site.value ?? "").utf8)[...])
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        TemplateLines.locate(in: file, &scan)
        if !Self.runsContainers(file) { scan.occurrences.removeAll { Self.isWord($0) } }
    }
}
