import YAMLSource

/// Workflows of GitHub Actions, and of Gitea and Forgejo, which read the same; and actions (`action.yml`).
struct GitHubActionsLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        guard path.isYAML else { return false }
        return path.isBelow(".github/workflows/") || path.isBelow(".gitea/workflows/")
            || path.isBelow(".forgejo/workflows/") || Self.isAction(path)
    }

    private static func isAction(_ path: RepositoryPath) -> Bool {
        path.hasName("action.yml") || path.hasName("action.yaml")
    }

    func claims(_ file: SourceFile) -> Bool {
        guard Self.isAction(file.path), let root = try? file.documents().first else { return true }
        return root["runs"] != nil && ObjectIdentity(of: root) == nil
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first, root.isMapping else { return }
        var images = BuildFile(file)
        Self.add(env: root["env"], FieldPath("env"), to: &images)
        for (_, job, field) in root["jobs"]?.fields(FieldPath("jobs")) ?? [] {
            Self.add(job: job.resolved, field, to: &images)
        }
        for (_, input, field) in root["inputs"]?.fields(FieldPath("inputs")) ?? [] {
            images.addLoose(input["default"], under: input.entryKey, field.key("default"))
        }
        if let runs = root["runs"]?.resolved, runs.isMapping {
            images.add(runs["image"], behind: "docker://", FieldPath("runs.image"))
            Self.add(steps: runs["steps"], FieldPath("runs.steps"), to: &images)
        }
        images.report(to: &scan)
    }

    private static func add(job: YAMLNode, _ field: FieldPath, to images: inout BuildFile) {
        images.add(job["container"], or: "image", field.key("container"))
        for (_, service, path) in job["services"]?.fields(field.key("services")) ?? [] {
            images.add(service, or: "image", path)
        }
        add(matrix: job["strategy"]?["matrix"], field.key("strategy.matrix"), to: &images)
        add(env: job["env"], field.key("env"), to: &images)
        add(steps: job["steps"], field.key("steps"), to: &images)
    }

    /// What a job's container, or a step, is given in one of its runs.
    private static func add(matrix: YAMLNode?, _ field: FieldPath, to images: inout BuildFile) {
        for (_, values, path) in matrix?.fields(field) ?? [] {
            for (value, path) in values.items(path) {
                images.addLoose(value, under: values.entryKey, path)
                for (_, value, path) in value.fields(path) { images.addLoose(value, path) }
            }
        }
    }

    private static func add(env: YAMLNode?, _ field: FieldPath, to images: inout BuildFile) {
        for (_, value, path) in env?.fields(field) ?? [] { images.addLoose(value, path) }
    }

    /// Inputs of actions that build: what they make.
    private static let made: Set<String> = ["tags", "images", "cache-from", "cache-to", "outputs"]

    /// `images` says what is made where an action that names images or builds them is given it, elsewhere what is used.
    private static func isMade(_ input: String, by action: String) -> Bool {
        guard input == "images" else { return made.contains(input) }
        return action.contains("metadata") || action.contains("build") || action.contains("push")
    }

    /// One image, a list of them in one text, or a script.
    private static func add(input: YAMLNode, _ name: String, _ field: FieldPath, to images: inout BuildFile) {
        if name == "driver-opts" { return images.addDriverOptions(input, field) }
        if name.lowercased().contains("image") { images.addList(input, field) }
        if scripts.contains(name) { images.addCommands(input, field) } else { images.addLoose(input, field) }
    }

    private static let scripts: Set<String> = ["args", "cmd", "command", "commands", "inlineScript", "run", "script"]

    private static func add(steps: YAMLNode?, _ field: FieldPath, to images: inout BuildFile) {
        for (step, path) in steps?.items(field) ?? [] {
            images.add(step["uses"], behind: "docker://", path.key("uses"))
            let action = step["uses"]?.resolved.string ?? ""
            if action.hasPrefix("docker/build-push-action@") {
                images.add(built: step["with"]?["tags"], contexts: step["with"]?["build-contexts"])
            }
            for (name, value, path) in step["with"]?.fields(path.key("with")) ?? [] where !isMade(name, by: action) {
                add(input: value, name, path, to: &images)
            }
            add(env: step["env"], path.key("env"), to: &images)
            images.addCommands(step["run"], path.key("run"))
        }
    }
}
