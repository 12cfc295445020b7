import YAMLSource

/// The image of a container (Kubernetes API, `core/v1.Container`), and the references that it hands on to its program.
struct ContainerLocator {
    private let file: SourceFile
    private let object: ObjectIdentity
    /// The path of the container.
    private let field: FieldPath

    static func occurrences(
        in container: YAMLNode, of file: SourceFile, object: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        ContainerLocator(file: file, object: object, field: field).occurrences(in: container.resolved)
    }

    private func occurrences(in container: YAMLNode) -> [ImageOccurrence] {
        var found: [ImageOccurrence] = []
        for (key, value) in container.effectiveEntries {
            if key.equals("image") {
                var images = image(value, field.key("image"))
                for index in images.indices { images[index].element = container["name"]?.resolved.string }
                found += images
            } else if key.equals("env") {
                addEnvironment(value.resolved, &found)
            } else if let name = Self.programs.first(where: key.equals) {
                addTexts(value, name, &found)
            }
        }
        return found
    }

    /// Fields that a program is started with; the last two are Tekton's and Argo Workflows'.
    private static let programs = ["args", "command", "script", "source"]

    private func image(_ value: YAMLNode, _ field: FieldPath) -> [ImageOccurrence] {
        [file.occurrence(of: value, object: object, field)].compactMap(\.self)
    }

    private func addTexts(_ value: YAMLNode, _ name: String, _ found: inout [ImageOccurrence]) {
        guard value.resolved.isSequence else {
            found += text(value, field.key(name))
            return
        }
        for (position, element) in value.resolved.elements.enumerated() {
            found += text(element, field.key(name).index(position))
        }
    }

    private func addEnvironment(_ list: YAMLNode, _ found: inout [ImageOccurrence]) {
        for (position, variable) in list.elements.enumerated() {
            guard let value = variable["value"] else { continue }
            let path = { field.key("env").index(position).key("value") }
            // What an operator runs later on: the convention of the Operator Lifecycle Manager.
            if variable["name"]?.resolved.hasPrefix("RELATED_IMAGE_") ?? false {
                found += image(value, path())
            } else {
                found += text(value, path())
            }
        }
    }

    private func text(_ node: YAMLNode, _ field: @autoclosure () -> FieldPath) -> [ImageOccurrence] {
        TextReferences.occurrences(in: node, of: file, object: object, field(), .commandLine)
    }
}
