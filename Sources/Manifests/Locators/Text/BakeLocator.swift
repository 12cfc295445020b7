import YAMLSource

/// Files of `docker buildx bake`, in HCL or JSON: the images that contexts are taken from (Docker, "Bake file reference",
/// `target.contexts`). `tags` and `output` name what is made.
struct BakeLocator: TextLocator {
    private static let scheme = Array("docker-image://".utf8)

    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.nameContains("bake") && (path.ends(with: ".hcl") || path.isJSON)
    }

    /// Strings are spelled alike in both languages.
    func read(_ file: SourceFile, _ scan: inout FileScan) {
        let references = HCLTokens(file.text.payload).compactMap { token -> TextReference? in
            guard case .string(let range) = token, file.text.payload[range].starts(with: Self.scheme),
                range.count > Self.scheme.count
            else { return nil }
            return TextReference(range: (range.lowerBound + Self.scheme.count)..<range.upperBound, field: "contexts")
        }
        file.report(references, comments: ["#", "//"], to: &scan)
        scan.ownNames.formUnion(BakeContexts.names(in: file.text.payload))
    }
}
