import YAMLSource

/// Development containers (containers.dev): `image`, and the features, which are artifacts of a registry and no images.
struct DevcontainerLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.isJSON && (path.name == "devcontainer.json" || path.name == ".devcontainer.json")
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var references: [TextReference] = []
        for member in JSONMembers(file.text.payload) {
            if member.depth == 1, member.isNamed("image"), let value = member.string, !value.isEmpty {
                references.append(TextReference(range: value, field: "image"))
            } else if member.depth == 2, member.isBelow("features"), file.isArtifact(member.key) {
                references.append(TextReference(range: member.key, field: "features", kind: .artifact))
            }
        }
        file.report(references, comments: ["//"], to: &scan)
    }
}

extension SourceFile {
    /// A feature is named by a registry's reference, by a path or by the URL of an archive.
    fileprivate func isArtifact(_ key: Range<Int>) -> Bool {
        let name = text.payload[key]
        let isElsewhere = name.starts(with: ".".utf8) || name.starts(with: "http".utf8)
        return !isElsewhere && name.contains(UInt8(ascii: "/"))
    }
}
