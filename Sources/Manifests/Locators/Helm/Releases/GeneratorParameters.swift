import YAMLSource

/// What the generators of an ApplicationSet spell out: the elements of lists, and the `values` of others, also of those in
/// a matrix or a merge (argoproj.io, `ApplicationSetGenerator`). What they read from clusters, files or forges is not known here.
struct GeneratorParameters {
    private let elements: [[String: YAMLNode]]

    private static let deepest = 4

    init(_ object: YAMLNode) {
        elements = Self.elements(object["spec"]?["generators"], depth: 0)
    }

    /// `{{registry}}` or `{{ .registry }}`: the parameter that is all of a text.
    static func name(_ text: String?) -> String? {
        guard let text, text.hasPrefix("{{"), text.hasSuffix("}}") else { return nil }
        var name = text.dropFirst(2).dropLast(2).drop { $0 == " " || $0 == "." }
        while name.last == " " { name.removeLast() }
        let isName = name.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
        return name.isEmpty || !isName ? nil : String(name)
    }

    /// The elements that spell a parameter out.
    func sets(with parameter: String) -> [[String: YAMLNode]] { elements.filter { $0[parameter] != nil } }

    /// What stands for a node in one of them: itself, where it is no parameter of theirs.
    func filled(_ node: YAMLNode, _ set: [String: YAMLNode]) -> YAMLNode {
        Self.name(node.resolved.string).flatMap { set[$0] } ?? node
    }

    /// What stands for a node in all of them.
    func literals(_ node: YAMLNode) -> [YAMLNode] {
        guard let name = Self.name(node.resolved.string) else { return [node] }
        let found = sets(with: name).compactMap { $0[name] }
        return found.isEmpty ? [node] : found
    }

    private static func elements(_ generators: YAMLNode?, depth: Int) -> [[String: YAMLNode]] {
        guard depth < deepest else { return [] }
        return (generators?.resolved.elements.map(\.resolved) ?? []).flatMap { generator in
            generator.entries.flatMap { kind, body -> [[String: YAMLNode]] in
                let listed: [YAMLNode] = body.resolved["elements"]?.resolved.elements.map(\.resolved) ?? []
                let values = body.resolved["values"].map { [scalars($0.resolved, "values.")] } ?? []
                let inner = elements(body.resolved["generators"], depth: depth + 1)
                return listed.map { scalars($0) } + values + inner
            }
        }
    }

    private static func scalars(_ element: YAMLNode, _ prefix: String = "") -> [String: YAMLNode] {
        element.entries.reduce(into: [:]) { found, entry in
            guard let name = entry.key.string, entry.value.resolved.isScalar else { return }
            found[prefix + name] = entry.value
        }
    }
}
