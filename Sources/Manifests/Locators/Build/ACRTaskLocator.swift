import YAMLSource

/// Tasks of Azure Container Registry: what each `cmd` runs. `build` and `push` name what is made (ACR Tasks, "YAML
/// reference").
struct ACRTaskLocator: Locator {
    /// Words that stand for images of Microsoft's in a `cmd` (ACR Tasks, "Aliases").
    private static let aliases = ["acr", "az", "bash", "curl"]

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    /// Any file name is allowed, so that only the content tells.
    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("steps:"), file.text.contains("cmd:") else { return false }
        guard let root = try? file.documents().first, root.isMapping, ObjectIdentity(of: root) == nil,
            let steps = root["steps"]?.resolved, steps.isSequence
        else { return false }
        return steps.elements.allSatisfy { step in
            ["cmd", "build", "push"].contains { step[$0] != nil } && step["image"] == nil && step["name"] == nil
        }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first else { return }
        var images = BuildFile(file)
        for (step, field) in root["steps"]?.items(FieldPath("steps")) ?? [] {
            if let command = step["cmd"]?.resolved, command.isScalar {
                Self.add(command, field.key("cmd"), to: &images)
            }
            images.addCommands(step["build"], field.key("build"))
        }
        images.report(to: &scan)
    }

    private static func add(_ command: YAMLNode, _ field: FieldPath, to images: inout BuildFile) {
        let value = command.valueBytes
        let start = value.startIndex
        let words = ShellLine.words(in: value, start..<value.endIndex)
        let image = DockerRunOptions.image(in: words[...], of: value)
        if let image, !aliases.contains(String(decoding: value[image], as: UTF8.self)) {
            images.add(command, part: (image.lowerBound - start)..<(image.upperBound - start), field)
        }
        let others = CommandLineReferences.ranges(in: value).filter { $0 != image }
        for (position, range) in others.enumerated() {
            let part = (range.lowerBound - start)..<(range.upperBound - start)
            images.add(command, part: part, field.index(position + 1), kind: .commandLine)
        }
    }
}
