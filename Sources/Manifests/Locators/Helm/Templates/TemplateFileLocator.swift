import YAMLSource

/// Templates of YAML that other tools render, by their names: `kube-vip.yaml.j2`, `values.yaml.gotmpl`. Read line by line,
/// like a chart's.
struct TemplateFileLocator: TextLocator {
    private static let endings: [StaticString] = [
        ".j2", ".jinja", ".jinja2", ".tmpl", ".gotmpl", ".tpl", ".tftpl", ".template", ".erb", ".mustache", ".in",
        ".example", ".sample", ".dist",
    ]

    private static let jinja: [StaticString] = [".j2", ".jinja", ".jinja2"]

    /// Templates of pages show what others write.
    func mayClaim(_ path: RepositoryPath) -> Bool {
        Self.endings.contains(where: path.ends) && !path.nameContains(".md.") && !path.nameContains(".html.")
    }

    /// Without a name that says so it is one of YAML if it holds a pod's containers, or fills in an image; one of Jinja
    /// also if it holds one that can be told by its tag or host, in JSON as well.
    func claims(_ file: SourceFile) -> Bool {
        if file.path.nameContains(".json."), file.text.contains("\"image\"") { return true }
        guard file.text.contains("image:") || file.text.contains("image\":") else { return false }
        if file.path.nameContains(".yaml.") || file.path.nameContains(".yml.") { return true }
        if file.text.contains("ontainers:") || file.text.contains("image: {{") || file.text.contains("image: \"{{") {
            return true
        }
        // Those of Go are of programs and their tests as well, and name what is built.
        guard Self.jinja.contains(where: file.path.ends) else { return false }
        let text = file.text.payload[...]
        return EmbeddedImages.ranges(in: text).contains { LooseImage.isImage(text[$0]) }
    }

    /// Whether a name alone, in what is rendered, can be an image.
    private static func runsContainers(_ file: SourceFile) -> Bool {
        file.path.nameContains("compose")
            || ["ontainers:", "services:", "apiVersion", "kind:"].contains(where: file.text.contains)
    }

    private static func isWord(_ occurrence: ImageOccurrence) -> Bool {
        guard case .whole(let site) = occurrence.parts, let value = site.value else { return false }
        return !value.contains("/") && LooseImage.isBareName(Array(value.utf8)[...])
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        TemplateLines.locate(in: file, &scan)
        if !Self.runsContainers(file) { scan.occurrences.removeAll { Self.isWord($0) } }
    }
}
