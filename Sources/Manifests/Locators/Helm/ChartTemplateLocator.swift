import ImageModel
import YAMLSource

/// The templates of a chart: what they do with the tags of their values, and literal images where a template is YAML.
struct ChartTemplateLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        (path.isYAML || path.string.hasSuffix(".tpl")) && HelmCharts.chartFolder(of: path) != nil
    }

    func claims(_ file: SourceFile) -> Bool { file.text.firstTemplateAction != nil }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        scan.tagUses = TemplateValueUse.all(in: String(decoding: file.text.payload, as: UTF8.self))
        guard file.path.isYAML else { return }
        do throws(YAMLSourceError) {
            try KubernetesLocator().locate(in: file, &scan)
        } catch {
            guard error.code == .syntax else { throw error }
            scan.findings.append(
                Finding(
                    file: file.path, location: error.location, reason: .templated,
                    message: "a template, which is not YAML before it is rendered"))
        }
    }
}
