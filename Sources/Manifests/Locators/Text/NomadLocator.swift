import YAMLSource

/// Jobs of HashiCorp Nomad: the image of each task's `config` (Nomad, "Docker task driver"); and the templates of its packs,
/// `*.tpl`, whose actions stand in `[[ ]]`.
struct NomadLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.ends(with: ".nomad")
            || path.ends(with: ".hcl") && !path.nameContains("bake") && !path.hasName(".terraform.lock.hcl")
            || path.ends(with: ".tpl")
    }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("image"), file.text.contains("task ") else { return false }
        let isNamed =
            !file.path.ends(with: ".tpl") || file.path.ends(with: ".nomad.tpl") || file.path.ends(with: ".hcl.tpl")
        return file.text.contains("job ") && (isNamed || file.text.contains("[["))
    }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        if file.text.contains("[[") || file.path.ends(with: ".tpl") {
            return TemplateLines.locate(in: file, separator: "=", &scan)
        }
        var reader = TerraformReader(file.text.payload)
        reader.read()
        file.report(reader.references, comments: ["#", "//"], to: &scan)
    }
}
