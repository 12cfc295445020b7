import ImageModel
import YAMLSource

/// GitLab CI: the images of jobs, of the defaults and of services (GitLab, "CI/CD YAML syntax reference").
struct GitLabLocator: Locator {
    /// Top-level keys that are no jobs.
    private static let keywords: Set<String> = ["include", "stages", "variables", "workflow", "cache", "spec"]

    func mayClaim(_ path: RepositoryPath) -> Bool {
        guard path.isYAML else { return false }
        if path.nameContains("gitlab-ci.y") { return true }
        return path.isBelow(".gitlab/") && !path.isBelow(".gitlab/agents/")
    }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.path.nameContains("gitlab-ci.y") else { return true }
        return !file.holdsObjects
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try Self.locate(file, &scan)
    }

    static func locate(_ file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        var images = BuildFile(file)
        // A file with `spec:` has its jobs in a second document.
        for root in try file.documents() {
            Self.add(images: root, FieldPath(), to: &images)
            for (name, job, field) in root.fields(FieldPath()) where job.resolved.isMapping {
                if ["image", "services"].contains(name) || Self.keywords.contains(name) { continue }
                Self.add(images: job.resolved, field, to: &images)
            }
        }
        images.report(to: &scan)
    }

    private static func add(images job: YAMLNode, _ field: FieldPath, to images: inout BuildFile) {
        guard job.isMapping else { return }
        images.add(job["image"], or: "name", field.key("image"), on: platforms(of: job["image"]))
        for (service, path) in job["services"]?.items(field.key("services")) ?? [] {
            images.add(
                service, or: "name", path, on: platforms(of: service),
                pinnedName: service["alias"] == nil ? hostName : nil)
        }
        for script in ["before_script", "script", "after_script"] {
            images.addCommands(job[script], field.key(script))
        }
    }

    /// GitLab, "Services", "Accessing the services": without an alias the host name is made of the image's, `/` as `__`
    /// or `-`.
    private static let hostName =
        "jobs reach a service without an alias by a host name that is made of the image's: write it as 'name:' with an "
        + "'alias:' that they use"

    private static func platforms(of image: YAMLNode?) -> [Platform] {
        DockerPlatform.parse(image?["docker"]?["platform"]?.resolved.string)
    }
}
