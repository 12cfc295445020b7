import YAMLSource

/// A list of JSON patch operations (RFC 6902): `add` and `replace` of an image, or of what holds one.
enum JSONPatch {
    private static let writing: Set<String> = ["add", "replace"]
    private static let deepest = 16

    /// Whether a list is one of operations.
    static func isPatch(_ list: YAMLNode) -> Bool {
        list.isSequence
            && (list[0].map { $0.resolved["op"]?.resolved.isScalar == true && $0.resolved["path"] != nil } ?? false)
    }

    static func occurrences(in list: YAMLNode, of file: SourceFile, object: ObjectIdentity?) -> [ImageOccurrence] {
        list.elements.map(\.resolved).flatMap { operation -> [ImageOccurrence] in
            guard let name = operation["op"]?.resolved.string, writing.contains(name),
                let pointer = operation["path"]?.resolved.string, let value = operation["value"]
            else { return [] }
            return occurrences(of: value, at: pointer, file, object)
        }
    }

    /// The field is the one that the patch writes, as the object has it.
    private static func occurrences(
        of value: YAMLNode, at pointer: String, _ file: SourceFile, _ object: ObjectIdentity?
    ) -> [ImageOccurrence] {
        let keys = pointer.split(separator: "/").map(String.init)
        var field = FieldPath()
        for key in keys {
            if let position = Int(key) {
                field = field.index(position)
            } else {
                field = key == "-" ? FieldPath("\(field.text)[-]") : field.key(unescaped(key))
            }
        }
        var found: [ImageOccurrence] = []
        let isInContainer = keys.dropLast().last.map(isContainerList) ?? false
        walk(value, keys.last ?? "", isInContainer: isInContainer, file, object, field, depth: 0, &found)
        return found
    }

    private static func walk(
        _ value: YAMLNode, _ key: String, isInContainer: Bool, _ file: SourceFile, _ object: ObjectIdentity?,
        _ field: FieldPath, depth: Int, _ found: inout [ImageOccurrence]
    ) {
        let node = value.resolved
        guard depth < deepest, file.aliases.follows(value) else { return }
        if node.isScalar, key == "image", let occurrence = file.occurrence(of: value, object: object, field) {
            found.append(occurrence)
        }
        if isInContainer, let image = node["image"] {
            walk(image, "image", isInContainer: false, file, object, field.key("image"), depth: depth + 1, &found)
        }
        let holdsContainers = isContainerList(key)
        for (position, element) in node.elements.enumerated() where holdsContainers || element.resolved.isMapping {
            let field = field.index(position)
            walk(element, "", isInContainer: holdsContainers, file, object, field, depth: depth + 1, &found)
        }
        for (name, entry) in node.entries where !isInContainer {
            guard let name = name.string else { continue }
            if entry.resolved.isScalar, name != "image" || !isSpelledOut(entry.resolved) { continue }
            walk(entry, name, isInContainer: false, file, object, field.key(name), depth: depth + 1, &found)
        }
    }

    /// A name with a tag or digest: what `image` is in an object of any kind.
    private static func isSpelledOut(_ value: YAMLNode) -> Bool {
        LooseImage.isImage(value.valueBytes, tagged: true)
    }

    private static func isContainerList(_ key: String) -> Bool {
        key == "containers" || key == "initContainers" || key == "ephemeralContainers"
    }

    private static func unescaped(_ key: String) -> String {
        guard key.contains("~") else { return key }
        let pieces = key.split(separator: "~1", omittingEmptySubsequences: false)
        return pieces.map { $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~") }
            .joined(separator: "/")
    }
}
