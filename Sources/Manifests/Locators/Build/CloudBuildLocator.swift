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

/// Builds in files of any name, told by their steps: each is an image with what it is started with.
struct CloudBuildContentLocator: Locator {
    /// Keys of steps of other tools that have a `name` too.
    private static let others = [
        "uses", "run", "task", "bash", "powershell", "pwsh", "checkout", "template", "displayName", "image", "command",
    ]

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML || path.isJSON }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.mayHoldObjects, file.text.contains("steps"), file.text.contains("args"),
            let root = try? file.documents().first, root.isMapping,
            let steps = root["steps"]?.resolved, steps.isSequence, steps[0] != nil
        else { return false }
        return steps.elements.allSatisfy(Self.isStep)
            && steps.elements.contains { $0["name"]?.resolved.string?.contains("/") ?? false }
    }

    private static func isStep(_ step: YAMLNode) -> Bool {
        guard step["name"]?.resolved.isScalar ?? false, !others.contains(where: { step[$0] != nil }) else {
            return false
        }
        return ["args", "entrypoint", "script", "id", "waitFor", "dir", "env"].contains { step[$0] != nil }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        try CloudBuildLocator().locate(in: file, &scan)
    }
}
