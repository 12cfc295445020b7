import YAMLSource

/// Terraform and OpenTofu: string literals that the resource's kind, or the attribute's name, makes an image.
struct TerraformLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.ends(with: ".tf") || path.ends(with: ".tofu") }

    func claims(_ file: SourceFile) -> Bool {
        file.text.contains("image") || file.text.contains("IMAGE") || file.text.contains("helm_release")
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var reader = TerraformReader(file.text.payload)
        reader.read()
        file.report(reader.references, comments: ["#", "//"], to: &scan)
        scan.ownNames.formUnion(TerraformSuffixes.names(in: file.text.payload))
        guard !reader.charts.isEmpty else { return }
        var places = TextPlaces(file.text.payload, comments: ["#", "//"])
        for chart in reader.charts.prefix(SourceFile.mostReferences) {
            if let occurrence = chart.occurrence(in: file, &places) { scan.occurrences.append(occurrence) }
        }
    }
}
