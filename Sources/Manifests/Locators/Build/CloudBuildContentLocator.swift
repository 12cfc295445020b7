import YAMLSource

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
