import YAMLSource

/// Google Cloud Build: the image of each step, and what its arguments name. `images` is what is built.
struct CloudBuildLocator: Locator {
    private static let texts = ["args", "entrypoint", "script", "env"]

    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.nameContains("cloudbuild") && (path.isYAML || path.isJSON)
    }

    func claims(_ file: SourceFile) -> Bool {
        guard let root = try? file.documents().first else { return true }
        return root["steps"]?.resolved.isSequence == true && ObjectIdentity(of: root) == nil
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first else { return }
        var images = BuildFile(file)
        for (step, field) in root["steps"]?.items(FieldPath("steps")) ?? [] {
            images.add(step["name"], field.key("name"))
            for text in Self.texts { images.addCommands(step[text], field.key(text)) }
        }
        for (_, value, field) in root["substitutions"]?.fields(FieldPath("substitutions")) ?? [] {
            images.addCommands(value, field)
        }
        images.report(to: &scan)
    }
}
