import ImageModel
import YAMLSource

/// Pipelines of Jenkins: the images of agents, of `docker.image` and of pod templates (Jenkins, "Pipeline Syntax" and "Using
/// Docker with Pipeline"; the Kubernetes plugin's `containerTemplate` and `yaml`).
struct JenkinsfileLocator: Locator {
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

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try file.requireReadableSize()
        var reader = JenkinsfileReader(file.text.payload)
        reader.read()
        scan.occurrences += file.occurrences(of: reader.references, comments: ["//"])
        for offset in reader.prefixed {
            scan.findings.append(
                Finding(
                    file: file.path, location: file.text.location(of: offset), reason: .templated,
                    message: "a registry that is named around it is put before this image: write its host here"))
        }
    }
}
