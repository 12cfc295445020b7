import YAMLSource

/// The image of a container (Kubernetes API, `core/v1.Container`), and the references that it hands on to its program.
struct ContainerLocator {
    private let file: SourceFile
    private let object: ObjectIdentity?
    /// The path of the container.
    private let field: FieldPath

    static func occurrences(
        in container: YAMLNode, of file: SourceFile, object: ObjectIdentity?, _ field: FieldPath
    ) -> [ImageOccurrence] {
        var found: [ImageOccurrence] = []
        ContainerLocator(file: file, object: object, field: field).add(container.resolved, to: &found)
        return found
    }

    private func add(_ container: YAMLNode, to found: inout [ImageOccurrence]) {
        for (key, value) in container.effectiveEntries {
            if key.equals("image") {
                addImage(value, field.key("image"), &found, of: container["name"]?.resolved.string)
            } else if key.equals("env") {
                addEnvironment(value.resolved, &found)
            } else if let name = Self.programs.first(where: { key.equals($0) }) {
                addTexts(value, name.description, &found)
            }
        }
    }

    /// Fields that a program is started with; the last two are Tekton's and Argo Workflows'.
    private static let programs: [StaticString] = ["args", "command", "script", "source"]

    /// - Parameter name: the container's.
    private func addImage(
        _ value: YAMLNode, _ field: FieldPath, _ found: inout [ImageOccurrence], of name: String? = nil
    ) {
        // Istio puts a gateway's image there (Istio, "Installing Gateways").
        if value.resolved.equals("auto"), name == "istio-proxy" { return }
        // Jenkins X, "Pipeline syntax": a step that is another pipeline's.
        if value.resolved.hasPrefix("uses:") { return }
        guard var occurrence = file.occurrence(of: value, object: object, field) else { return }
        occurrence.element = name
        found.append(occurrence)
    }

    private func addTexts(_ value: YAMLNode, _ name: String, _ found: inout [ImageOccurrence]) {
        guard value.resolved.isSequence else { return addText(value, &found, at: field.key(name)) }
        for (position, element) in value.resolved.elements.enumerated() {
            addText(element, &found, at: field.key(name).index(position))
        }
    }

    private func addEnvironment(_ list: YAMLNode, _ found: inout [ImageOccurrence]) {
        for (position, variable) in list.elements.enumerated() {
            guard let value = variable["value"] else { continue }
            // What an operator runs later on: the convention of the Operator Lifecycle Manager.
            if let name = variable["name"]?.resolved, name.hasPrefix("RELATED_IMAGE_"), !Self.namesPiece(name) {
                addImage(value, environmentField(position), &found)
            } else {
                addText(value, &found, at: environmentField(position))
            }
        }
    }

    /// `RELATED_IMAGE_WEB_NAME`: the program puts the rest behind it.
    private static func namesPiece(_ name: YAMLNode) -> Bool {
        ["_NAME", "_REPOSITORY", "_REGISTRY", "_TAG", "_VERSION"].contains {
            name.valueBytes.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    private func environmentField(_ position: Int) -> FieldPath { field.key("env").index(position).key("value") }

    /// - Parameter field: asked for only where the text holds a reference, which most do not.
    @inline(__always)
    private func addText(_ node: YAMLNode, _ found: inout [ImageOccurrence], at field: @autoclosure () -> FieldPath) {
        let references = ReferenceScanner.references(in: node.resolved.valueBytes)
        if !references.isEmpty { add(references, in: node, field(), &found) }
    }

    private func add(
        _ references: [Range<Int>], in node: YAMLNode, _ field: FieldPath, _ found: inout [ImageOccurrence]
    ) {
        found += TextReferences.occurrences(references, in: node, of: file, object: object, field, .commandLine)
    }
}
