import YAMLSource

/// Images that annotations name: what an injector puts into a pod (`sidecar.istio.io/proxyImage`,
/// `vault.hashicorp.com/agent-image`), and the init containers that Kubernetes 1.3 to 1.7 read there, as JSON.
enum AnnotationImages {
    static func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        var found = annotations(of: object, field.key("metadata"), file, identity)
        if let pod = object["spec"]?["template"]?.resolved {
            found.put(annotations(of: pod, field.key("spec.template.metadata"), file, identity))
        }
        return found
    }

    private static func annotations(
        of object: YAMLNode, _ field: @autoclosure () -> FieldPath, _ file: SourceFile, _ identity: ObjectIdentity
    ) -> [ImageOccurrence] {
        guard let annotations = object["metadata"]?["annotations"]?.resolved, annotations.isMapping else { return [] }
        let field = field()
        return annotations.entries.flatMap { key, value -> [ImageOccurrence] in
            let path = { field.key("annotations").key(key.resolved.string ?? "") }
            if LooseImage.isImageKey(key), LooseImage.stands(in: value, under: key) {
                return [file.occurrence(of: value, object: identity, path(), kind: .unknownField)].compactMap(\.self)
            }
            guard key.resolved.valueBytes.suffix(lists.utf8.count).elementsEqual(lists.utf8) else { return [] }
            return LooseText.occurrences(in: value, of: file, identity, path())
        }
    }

    private static let lists = ".kubernetes.io/init-containers"
}
