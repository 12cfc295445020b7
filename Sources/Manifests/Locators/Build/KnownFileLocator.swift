import YAMLSource

/// The files of the table.
struct KnownFileLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML && KnownFile.all.contains { $0.isNamed(path) } }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.holdsObjects else { return false }
        // Others stand in the folder of tasks too.
        return !file.path.isBelow(".taskfiles/") || (try? file.documents().first)?["tasks"] != nil
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let known = KnownFile.all.first(where: { $0.isNamed(file.path) }) else { return }
        var images = BuildFile(file)
        for document in try file.documents() {
            for match in known.references.flatMap({ $0.matches(in: document, FieldPath(), file.aliases) }) {
                images.add(match.node, match.field)
            }
            for match in known.commands.flatMap({ $0.matches(in: document, FieldPath(), file.aliases) }) {
                images.addCommands(match.node, match.field)
            }
        }
        images.report(to: &scan)
    }
}
