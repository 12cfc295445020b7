import YAMLSource

/// Values of Terraform's variables, `*.tfvars`: string literals whose name, or the name of the map or list that they stand
/// in, says image.
struct TerraformVariablesLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.ends(with: ".tfvars") }

    func claims(_ file: SourceFile) -> Bool { file.text.contains("image") }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var reader = TerraformReader(file.text.payload, isVariables: true)
        reader.read()
        file.report(reader.references, comments: ["#", "//"], to: &scan)
    }
}
