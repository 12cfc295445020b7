import YAMLSource

/// The templates of a chart: what they do with the tags of their values, and the images that they name.
///
/// A template need not be YAML before it is rendered, so it is read line by line.
struct ChartTemplateLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.isBelow("templates/") && (path.isYAML || path.ends(with: ".tpl"))
            && HelmCharts.chartFolder(of: path) != nil
    }

    func claims(_ file: SourceFile) -> Bool { file.text.firstTemplateAction != nil }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        scan.templates = TemplateReader(String(decoding: file.text.payload, as: UTF8.self)).uses
        TemplateLines.locate(in: file, &scan)
    }
}
