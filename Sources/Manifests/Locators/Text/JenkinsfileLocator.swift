import ImageModel
import YAMLSource

/// Pipelines of Jenkins: the images of agents, of `docker.image` and of pod templates (Jenkins, "Pipeline Syntax" and "Using
/// Docker with Pipeline"; the Kubernetes plugin's `containerTemplate` and `yaml`).
struct JenkinsfileLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.nameContains("enkinsfile") && !path.isYAML && !path.isJSON && !path.string.hasSuffix(".md")
            || path.ends(with: ".groovy")
    }

    /// Only a Groovy script that says so is a pipeline.
    func claims(_ file: SourceFile) -> Bool {
        guard file.path.string.hasSuffix(".groovy"), !file.path.nameContains("enkinsfile") else { return true }
        return file.text.contains("docker") || file.text.contains("containerTemplate")
            || file.text.contains("podTemplate") || file.text.contains("kubernetes")
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var reader = JenkinsfileReader(file.text.payload)
        reader.read()
        file.report(reader.references, comments: ["//"], to: &scan)
        var lines = LineCount(file.text.payload)
        for offset in reader.prefixed.sorted() {
            scan.findings.append(
                Finding(
                    file: file.path, location: lines.location(of: offset), reason: .templated,
                    message: "a registry that is named around it is put before this image: write its host here"))
        }
    }
}
