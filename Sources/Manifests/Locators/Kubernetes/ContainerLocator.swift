import YAMLSource

/// The image of a container (Kubernetes API, `core/v1.Container`), and the references that it hands on to its program.
enum ContainerLocator {
    static func occurrences(
        in container: YAMLNode, of file: SourceFile, object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        var found: [ImageOccurrence] = []
        for (key, value) in container.resolved.effectiveEntries {
            if key.equals("image") {
                found += [file.occurrence(of: value, object: object, field.key("image"))].compactMap(\.self)
            } else if key.equals("args") || key.equals("command") {
                found += texts(value.resolved, file, object, field.key(key.string ?? ""))
            } else if key.equals("env") {
                found += environment(value.resolved, file, object, field.key("env"))
            } else if key.equals("script") || key.equals("source") {
                // Tekton's and Argo Workflows' programs.
                found += text(value, file, object, field.key(key.string ?? ""))
            }
        }
        return found
    }

    private static func texts(
        _ list: YAMLNode, _ file: SourceFile, _ object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        guard list.isSequence else { return text(list, file, object, field) }
        return list.elements.enumerated().flatMap { text($1, file, object, field.index($0)) }
    }

    private static func text(
        _ node: YAMLNode, _ file: SourceFile, _ object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        TextReferences.occurrences(in: node, of: file, object: object, field, .commandLine)
    }

    private static func environment(
        _ list: YAMLNode, _ file: SourceFile, _ object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        list.elements.enumerated().flatMap { position, variable -> [ImageOccurrence] in
            guard let value = variable.resolved["value"] else { return [] }
            let field = field.index(position).key("value")
            // What an operator runs later on: the convention of the Operator Lifecycle Manager.
            if variable.resolved["name"]?.resolved.hasPrefix("RELATED_IMAGE_") ?? false {
                return [file.occurrence(of: value, object: object, field)].compactMap(\.self)
            }
            return text(value, file, object, field)
        }
    }
}
