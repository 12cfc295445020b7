/// The images of a file that is Helm values only where a release says so: its name does not tell.
package struct NamedValues: Hashable, Sendable {
    package var occurrences: [ImageOccurrence] = []
    package var globalRegistries: [HelmLayer: Site] = [:]

    package init() {}
}

extension FileScan {
    /// The same file as values.
    func asValues() -> FileScan {
        guard let values = namedValues else { return self }
        var scan = self
        let known = Set(values.occurrences.flatMap(\.parts.sites).map(\.id))
        scan.occurrences.removeAll { occurrence in occurrence.parts.sites.contains { known.contains($0.id) } }
        scan.occurrences += values.occurrences
        scan.globalRegistries.merge(values.globalRegistries) { first, _ in first }
        scan.namedValues = nil
        return scan
    }
}
