import ImageModel
import YAMLSource

/// Base images that Bazel pulls: `oci.pull` and `oci_pull` of rules_oci, `pull` of rules_img, `container_pull` of
/// rules_docker. Only a digest that stands there can be written; without one the image is listed alone.
struct BazelLocator: TextLocator {
    private static let functions: Set<String> = [
        "oci.pull", "oci_pull", "_oci_pull", "container_pull", "_container_pull", "pull",
    ]

    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.ends(with: ".bzl") || path.ends(with: "MODULE.bazel") || path.hasName("WORKSPACE")
            || path.hasName("WORKSPACE.bazel") || path.hasName("WORKSPACE.bzlmod")
    }

    func claims(_ file: SourceFile) -> Bool { file.text.contains("pull") }

    func read(_ file: SourceFile, _ scan: inout FileScan) {
        var reader = StarlarkCalls(file.text.payload)
        var places = TextPlaces(file.text.payload, comments: ["#"])
        let calls = reader.calls(of: Self.functions)
        if let next = calls.dropFirst(SourceFile.mostReferences).first {
            scan.findings.append(file.tooMany(from: file.text.location(of: next.offset)))
        }
        for call in calls.prefix(SourceFile.mostReferences) {
            let name = call.strings["name"].map { String(decoding: file.text.payload[$0], as: UTF8.self) } ?? ""
            let field = FieldPath(name.isEmpty ? call.function : "\(call.function).\(name)")
            let directives = places.directives(at: call.offset..<call.offset)
            let pieces = call.strings.filter { ["registry", "repository", "image", "tag", "digest"].contains($0.key) }
            let sites = file.sites(pieces, field, &places)
            scan.occurrences += [Self.occurrence(call, sites, field, directives, file)].compactMap(\.self)
        }
    }

    private static func occurrence(
        _ call: StarlarkCalls.Call, _ sites: [String: Site], _ field: FieldPath, _ directives: LineDirectives,
        _ file: SourceFile
    ) -> ImageOccurrence? {
        guard let repository = sites["image"] ?? sites["repository"] else { return nil }
        let digest = sites["digest"]
        var image = HelmImage(
            registry: sites["image"] == nil ? sites["registry"] : nil, repository: repository, tag: sites["tag"],
            digest: digest)
        image.layer = "\(field.text) \(call.offset)"
        guard image.tag != nil || digest != nil else { return nil }
        var occurrence = ImageOccurrence(
            file: file.path, object: nil, field: field.text, location: repository.location, parts: .helm(image),
            directives: directives, kind: digest == nil ? .unknownField : .field)
        occurrence.platforms = (call.lists["platforms"] ?? []).compactMap {
            Platform(String(decoding: file.text.payload[$0], as: UTF8.self))
        }
        return occurrence
    }
}
