import ImageModel
import YAMLSource

/// Reads the fields that the table names.
struct KnownResourceReader {
    let file: SourceFile
    let object: ObjectIdentity
    let root: YAMLNode
    let field: FieldPath
    let depth: Int

    func read(_ resource: KnownResource, _ scan: inout ObjectScan) {
        for pattern in resource.containers {
            for match in matches(pattern) {
                scan.add(ContainerLocator.occurrences(in: match.node, of: file, object: object, match.field))
            }
        }
        for pattern in resource.references {
            scan.add(matches(pattern).compactMap { file.occurrence(of: $0.node, object: object, $0.field) })
        }
        for (patterns, kind) in [(resource.addresses, OccurrenceKind.field), (resource.texts, .commandLine)] {
            for match in patterns.flatMap(matches) {
                scan.add(TextReferences.occurrences(in: match.node, of: file, object: object, match.field, kind))
            }
        }
        for match in resource.examples.flatMap(matches) {
            scan.add(LooseText.examples(in: match.node, of: file, object, match.field))
        }
        for match in resource.manifests.flatMap(matches) { manifest(match, &scan) }
        for match in resource.dockerfiles.flatMap(matches) {
            scan.add(EmbeddedDockerfile.occurrences(in: match.node, of: file, object: object, match.field))
        }
        for match in resource.packages.flatMap(matches) { package(match, &scan) }
        for match in resource.pieces.flatMap(matches) { piece(match, &scan) }
    }

    private func matches(_ pattern: FieldPattern) -> [FieldMatch] { pattern.matches(in: root, field, file.aliases) }

    /// Objects as text; where a template makes it no YAML, what can be made out in it is reported.
    private func manifest(_ match: FieldMatch, _ scan: inout ObjectScan) {
        let found = EmbeddedObjects(in: file, depth: depth).occurrences(in: match.node, match.field)
        scan.add(
            found ?? TextReferences.occurrences(in: match.node, of: file, object: object, match.field, .commandLine))
        // Knative's ConfigMaps describe themselves there.
        guard found?.isEmpty ?? true, !match.field.text.hasSuffix("._example") else { return }
        scan.add(loose: LooseText.occurrences(in: match.node, of: file, object, match.field))
    }

    /// Where no registry stands, the reader of the field means one of its own, not Docker Hub.
    private func package(_ match: FieldMatch, _ scan: inout ObjectScan) {
        guard let text = match.node.resolved.string, !text.isEmpty else { return }
        let first = text.prefix { $0 != "/" }
        if first.count < text.count, first.contains(".") || first.contains(":") {
            scan.add([file.occurrence(of: match.node, object: object, match.field)].compactMap(\.self))
        } else {
            report(
                match, "'\(text)' names no registry, and it is not Docker Hub that is meant: spell the registry out",
                &scan)
        }
    }

    private func piece(_ match: FieldMatch, _ scan: inout ObjectScan) {
        guard let text = match.node.resolved.string, !text.isEmpty else { return }
        if HelmValueNames.hasVersion(text) {
            return scan.add([file.occurrence(of: match.node, object: object, match.field)].compactMap(\.self))
        }
        report(match, "'\(text)' is a piece of an image; the operator of \(object.kind) adds the rest", &scan)
    }

    private func report(_ match: FieldMatch, _ message: String, _ scan: inout ObjectScan) {
        scan.findings.append(
            Finding(
                file: file.path, location: match.node.location, reason: .incomplete,
                message: "\(match.field.text): \(message)"))
    }
}
