import YAMLSource

/// Terraform and OpenTofu: string literals that the resource's kind, or the attribute's name, makes an image.
struct TerraformLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.ends(with: ".tf") || path.ends(with: ".tofu") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard file.text.contains("image") || file.text.contains("IMAGE") || file.text.contains("helm_release") else {
            return
        }
        try file.requireReadableSize()
        var reader = TerraformReader(file.text.payload)
        reader.read()
        scan.occurrences += file.occurrences(of: reader.references, comments: ["#", "//"])
        guard !reader.charts.isEmpty else { return }
        var places = TextPlaces(file.text.payload, comments: ["#", "//"])
        for chart in reader.charts {
            if let occurrence = chart.occurrence(in: file, &places) { scan.occurrences.append(occurrence) }
        }
    }
}
