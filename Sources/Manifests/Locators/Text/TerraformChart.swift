import YAMLSource

/// The chart of a `helm_release` as its literals name it (Helm provider, "helm_release").
struct TerraformChart {
    private var literals: [String: Range<Int>] = [:]
    /// As Terraform's addresses name the resource.
    var name = ""

    mutating func read(_ attribute: String, _ value: Range<Int>) {
        guard ["chart", "repository", "version"].contains(attribute) else { return }
        literals[attribute] = value
    }

    /// `nil` where it comes from no registry.
    func occurrence(in file: SourceFile, _ places: inout TextPlaces) -> ImageOccurrence? {
        let isWhole = file.isRegistry(literals["chart"])
        guard literals["chart"] != nil, isWhole || file.isRegistry(literals["repository"]) else { return nil }
        let sites = file.sites(literals, FieldPath(name), &places)
        var image = HelmImage(
            registry: isWhole ? nil : sites["repository"], repository: sites["chart"], tag: sites["version"],
            digest: nil)
        guard let first = image.tag ?? image.repository else { return nil }
        image.layer = "\(name) \(first.location.line):\(first.location.column)"
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
