import YAMLSource

/// The chart of a `helm_release` as its literals name it (Helm provider, "helm_release").
struct TerraformChart {
    private var chart: Range<Int>?
    private var repository: Range<Int>?
    private var version: Range<Int>?
    /// As Terraform's addresses name the resource.
    var name = ""

    mutating func read(_ attribute: String, _ value: Range<Int>) {
        switch attribute {
        case "chart": chart = value
        case "repository": repository = value
        case "version": version = value
        default: break
        }
    }

    /// `nil` where it comes from no registry.
    func occurrence(in file: SourceFile) -> ImageOccurrence? {
        let isWhole = file.isRegistry(chart)
        guard let chart, isWhole || file.isRegistry(repository) else { return nil }
        let site = { (range: Range<Int>?, key: String) in range.map { file.site(text: $0, FieldPath(name).key(key)) } }
        let own = site(chart, "chart")
        var image = HelmImage(
            registry: isWhole ? nil : site(repository, "repository"), repository: own, tag: site(version, "version"),
            digest: nil)
        image.layer = name
        guard let first = image.tag ?? own else { return nil }
        return ImageOccurrence(
            file: file.path, object: nil, field: name, location: first.location, parts: .helm(image),
            directives: .none, kind: .artifact)
    }
}

extension SourceFile {
    fileprivate func isRegistry(_ range: Range<Int>?) -> Bool {
        range.map { text.payload[$0].starts(with: "oci://".utf8) } ?? false
    }
}
