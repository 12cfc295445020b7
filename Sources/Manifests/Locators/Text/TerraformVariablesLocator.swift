import YAMLSource

/// Values of Terraform's variables, `*.tfvars`: string literals whose name, or the name of the map or list that they stand
/// in, says image.
struct TerraformVariablesLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.ends(with: ".tfvars") }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard file.text.contains("image") else { return }
        try file.requireReadableSize()
        var reader = TerraformReader(file.text.payload, isVariables: true)
        reader.read()
        scan.occurrences += file.occurrences(of: reader.references, comments: ["#", "//"])
    }
}
