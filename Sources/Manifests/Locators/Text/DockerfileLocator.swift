import YAMLSource

/// Dockerfiles and Containerfiles (Docker, "Dockerfile reference"): what stages start from and copy from.
struct DockerfileLocator: TextLocator {
    private static let names: [StaticString] = ["Dockerfile", "Containerfile", "dockerfile"]

    func mayClaim(_ path: RepositoryPath) -> Bool {
        guard path.nameContains("ockerfile") || path.nameContains("ontainerfile") else { return false }
        let name = path.nameBytes
        let isWhole = Self.names.contains { name.elementsEqual($0.description.utf8) }
        let hasEnding = [".Dockerfile", ".dockerfile", ".Containerfile"].contains { path.string.hasSuffix($0) }
        return isWhole || hasEnding || Self.names.contains { path.isNamed($0) } && !Self.isAbout(path)
    }

    /// `Dockerfile.md` and `Dockerfile.dockerignore` are about a Dockerfile.
    private static func isAbout(_ path: RepositoryPath) -> Bool {
        [".dockerignore", ".md", ".txt", ".json", ".yaml", ".yml", ".go", ".py", ".sh", ".js", ".ts"].contains {
            path.string.hasSuffix($0)
        }
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var reader = DockerfileReader(file.text.payload)
        reader.read()
        file.report(reader.references, comments: ["#"], to: &scan)
    }
}
