import ImageModel
import YAMLSource

/// Jobs of GitLab CI in a file of another name, which pipelines include: a job has a `script`, and a `stage` or a keyword of
/// its own beside it.
struct GitLabJobLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.mayHoldObjects, file.text.contains("script:"), file.text.contains("image:"),
            let documents = try? file.documents()
        else { return false }
        return documents.contains { root in root.fields(FieldPath()).contains { Self.isJob($0.value.resolved) } }
    }

    private static func isJob(_ job: YAMLNode) -> Bool {
        guard job.isMapping, let script = job["script"]?.resolved, script.isScalar || script.isSequence else {
            return false
        }
        return ["stage", "artifacts", "rules", "before_script", "extends"].contains { job[$0] != nil }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try GitLabLocator.locate(file, &scan)
    }
}
