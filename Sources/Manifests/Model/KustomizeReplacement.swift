import ImageModel

/// One of a kustomization's `replacements:` (kustomize API, `types.Replacement`): a field's value, put into other fields.
package struct KustomizeReplacement: Hashable, Sendable {
    /// Objects by what is said of them.
    package struct Selector: Hashable, Sendable {
        package var group: String?
        package var version: String?
        package var kind: String?
        package var name: String?
        package var namespace: String?
        /// Whether labels or annotations, which are not looked at, have a say.
        package var asksLabels = false

        package init() {}
    }

    package struct Target: Hashable, Sendable {
        package let select: Selector
        package let fieldPaths: [String]
        /// The piece of the field that is replaced; `nil` for all of it.
        package let piece: KustomizePiece?
        /// Whether the value is written in another form.
        package let isEncoded: Bool
        /// Objects that are left out.
        package let reject: [Selector]
    }

    /// `replacements[0]`
    package let name: String
    package let source: Selector
    package let sourcePath: String
    /// The value where it stands in the replacement itself.
    package let sourceValue: ImageOccurrence?
    /// The piece of the source that is taken; `nil` for all of it.
    package let piece: KustomizePiece?
    package let targets: [Target]
    /// The file that holds it, where the kustomization only names that.
    package let path: RepositoryPath?
}

/// `spec.template.spec.containers.[name=app].image`: a way to a field as replacements say it, compared with a
/// reference's own.
struct ReplacementPath {
    enum Match: Hashable, Sendable, Comparable {
        case no, maybe, yes
    }

    private let segments: [String]

    init(_ text: String) {
        var segments: [String] = []
        var segment = ""
        var (isEscaped, depth) = (false, 0)
        for character in text {
            if isEscaped {
                segment.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == ".", depth == 0 {
                segments.append(segment)
                segment = ""
            } else {
                if character == "[" { depth += 1 }
                if character == "]" { depth -= 1 }
                segment.append(character)
            }
        }
        self.segments = segments + [segment]
    }

    /// Whether it leads to the field of a reference, or maybe to what holds it.
    func match(_ occurrence: ImageOccurrence) -> Match {
        let field = Self.segments(of: occurrence.field)
        guard segments.count <= field.count else { return .no }
        var match = segments.count == field.count ? Match.yes : .maybe
        for (index, segment) in segments.enumerated() {
            let isElement = index == field.count - 2
            match = min(match, Self.match(segment, field[index], isElement ? occurrence.element : nil))
        }
        return match
    }

    private static func match(_ segment: String, _ step: String, _ element: String?) -> Match {
        guard step.hasPrefix("[") else { return segment == step || segment == "*" ? .yes : .no }
        if segment == "*" || "[\(segment)]" == step { return .yes }
        guard segment.hasPrefix("["), let equals = segment.firstIndex(of: "=") else {
            return segment == "-" ? .maybe : .no
        }
        guard segment[..<equals] == "[name", let element else { return .maybe }
        return segment[segment.index(after: equals)...].dropLast() == element ? .yes : .no
    }

    /// `spec.containers[0].image` as `spec`, `containers`, `[0]`, `image`; the way to an item of a List is left out.
    private static func segments(of field: String) -> [String] {
        var rest = field[...]
        while rest.hasPrefix("items["), let end = rest.firstIndex(of: ".") { rest = rest[rest.index(after: end)...] }
        return rest.split(separator: ".").flatMap { step -> [String] in
            guard let bracket = step.firstIndex(of: "[") else { return [String(step)] }
            return [String(step[..<bracket]), String(step[bracket...])]
        }
    }
}

extension KustomizeReplacement.Selector {
    /// Whether it speaks of an object; `maybe` where the object may have another name by then, and for a pattern, which
    /// only newer versions of kustomize know.
    func match(_ object: ObjectIdentity?, isRenamed: Bool) -> ReplacementPath.Match {
        guard let object else { return .maybe }
        let typed = min(
            Self.match(kind, object.kind), Self.match(group, object.group), Self.match(version, object.version))
        let placed = object.namespace.map { Self.match(namespace, $0) } ?? .yes
        let others = min(typed, placed, asksLabels ? .maybe : .yes)
        let named = Self.match(name, object.name)
        guard named == .no, isRenamed, let name, let own = object.name, name.contains(own) else {
            return min(others, named)
        }
        return min(others, .maybe)
    }

    private static func match(_ pattern: String?, _ text: (some StringProtocol)?) -> ReplacementPath.Match {
        guard let pattern, !pattern.isEmpty, text.map({ $0 != pattern }) ?? true else { return .yes }
        guard let text, RenderFormula.isPattern(pattern) else { return .no }
        guard let expression = try? Regex("(?:\(pattern))") else { return .maybe }
        return String(text).wholeMatch(of: expression) != nil ? .maybe : .no
    }
}
