/// Which files are Helm values, and which of them are laid over which.
package enum HelmValuesFile {
    /// `values.yaml`, `values-prod.yaml`, `values.prod.yaml`, `values_prod.yaml`, `prod-values.yaml`, `prod.values.yaml`.
    package static func isValuesFile(_ path: RepositoryPath) -> Bool {
        guard path.isYAML, path.nameContains("values"), let stem = stem(of: path) else { return false }
        return stem == "values" || isOverlay(stem)
    }

    /// The values of the chart or the stage itself, which others are laid over.
    package static func isBase(_ path: RepositoryPath) -> Bool { stem(of: path) == "values" }

    private static func stem(of path: RepositoryPath) -> Substring? {
        let name = path.name
        return name.lastIndex(of: ".").map { name[..<$0] }
    }

    private static func isOverlay(_ stem: Substring) -> Bool {
        let separators = ["-", ".", "_"]
        // A page that shows the values, and what they may be.
        guard ![".adoc", ".md", ".schema"].contains(where: stem.hasSuffix) else { return false }
        return separators.contains { stem.hasPrefix("values\($0)") || stem.hasSuffix("\($0)values") }
    }
}
