import YAMLSource

/// Jobs of HashiCorp Nomad: the image of each task's `config` (Nomad, "Docker task driver"); and the templates of its packs,
/// `*.nomad.tpl`, whose actions stand in `[[ ]]`.
struct NomadLocator: TextLocator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.ends(with: ".nomad")
            || path.ends(with: ".hcl") && !path.nameContains("bake") && !path.hasName(".terraform.lock.hcl")
            || path.ends(with: ".nomad.tpl") || path.ends(with: ".hcl.tpl")
    }

    func claims(_ file: SourceFile) -> Bool {
        file.text.contains("image") && file.text.contains("job ") && file.text.contains("task ")
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
