import YAMLSource

/// Kubernetes objects spelled out inside of a text: an Argo Workflow's `manifest`, a file in a ConfigMap.
struct EmbeddedObjects {
    private let file: SourceFile
    private let depth: Int

    init(in file: SourceFile, depth: Int) {
        self.file = file
        self.depth = depth
    }

    /// The images of the objects, each a part of the text.
    ///
    /// - Returns: `nil` where the text is no YAML, as where it is a template.
    func occurrences(in node: YAMLNode, _ field: FieldPath) -> [ImageOccurrence]? {
        guard let text = node.resolved.string, depth < ObjectLocators.deepest else { return [] }
        let source = SourceText(text)
        guard source.contains("apiVersion"), source.contains("mage") else { return [] }
        let inner = SourceFile(
            path: file.path, text: source, options: file.options,
            aliases: AliasBudget(in: (file.aliases, node.location)))
        guard let stream = try? inner.stream() else { return nil }
        return stream.documents.flatMap { document in
            ObjectLocators.scan(document.resolved, of: inner, field, depth: depth + 1).occurrences
                .compactMap { outer($0, of: node, stream) }
        }
    }

    /// The occurrence as it stands in the outer file; `nil` for one that is more than one piece of text.
    private func outer(_ occurrence: ImageOccurrence, of node: YAMLNode, _ stream: YAMLStream) -> ImageOccurrence? {
        guard case .whole(let site) = occurrence.parts, let range = Self.range(of: site.id.address, in: stream),
            let outer = file.site(node, part: range, FieldPath(site.field)), outer.value == site.value
        else { return nil }
        return ImageOccurrence(
            file: file.path, object: occurrence.object, field: occurrence.field, location: outer.location,
            parts: .whole(outer), directives: occurrence.directives, kind: occurrence.kind)
    }

    private static func range(of address: SiteAddress, in stream: YAMLStream) -> Range<Int>? {
        switch address {
        case .scalar(let index):
            guard let node = stream.node(at: index) else { return nil }
            return node.sourceRange(ofValue: 0..<node.valueBytes.count)
        case .part(let index, let part): return stream.node(at: index)?.sourceRange(ofValue: part)
        case .insertion, .text: return nil
        }
    }
}
