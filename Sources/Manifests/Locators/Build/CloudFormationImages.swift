import ImageModel
import YAMLSource

/// Collects the images of one template, through the functions that it gets them from: `!Ref` of a parameter with a
/// default, `!Sub`, `!If`.
struct CloudFormationImages {
    private let parameters: YAMLNode?
    private let mappings: YAMLNode?
    private var images: BuildFile
    private var findings: [Finding] = []
    private var seen: Set<Int> = []
    private let file: SourceFile

    /// `!If` in `!If`; what people write stays far below.
    private static let deepest = 8

    init(_ file: SourceFile, _ root: YAMLNode) {
        self.file = file
        images = BuildFile(file)
        parameters = root["Parameters"]?.resolved
        mappings = root["Mappings"]?.resolved
    }

    func report(to scan: inout FileScan) {
        images.report(to: &scan)
        scan.findings += findings
    }

    mutating func add(_ type: String, _ properties: YAMLNode, _ field: FieldPath) {
        let platforms = CloudFormationResource.platforms(type, properties)
        for keys in CloudFormationResource.images[type] ?? [] {
            for (node, path) in Self.nodes(keys[...], in: properties, field, depth: 0) {
                add(node, path, platforms, depth: 0)
            }
        }
    }

    private static func nodes(
        _ keys: ArraySlice<String>, in node: YAMLNode, _ field: FieldPath, depth: Int
    ) -> [(YAMLNode, FieldPath)] {
        guard let key = keys.first else { return [(node, field)] }
        // What stands there may be one of two.
        if depth < deepest, case ("If", let list)? = function(node.resolved), list.isSequence {
            return list.items(field).dropFirst().flatMap { nodes(keys, in: $0.value, $0.path, depth: depth + 1) }
        }
        if key == "[]" {
            return node.items(field).flatMap { nodes(keys.dropFirst(), in: $0.value, $0.path, depth: depth) }
        }
        return node.resolved[key].map { nodes(keys.dropFirst(), in: $0, field.key(key), depth: depth) } ?? []
    }

    private mutating func add(_ node: YAMLNode, _ field: FieldPath, _ platforms: [Platform], depth: Int) {
        let value = node.resolved
        guard depth < Self.deepest, file.aliases.follows(node) else { return }
        switch Self.function(value) {
        case nil where value.isScalar: addLiteral(node, field, platforms)
        case ("Sub", let text)? where text.isScalar: addLiteral(text, field, platforms)
        case ("Sub", let list)?: if let text = list[0] { addLiteral(text, field, platforms) }
        case ("Ref", let name)?: addParameter(name.resolved.string ?? "", platforms, node, field)
        case ("FindInMap", let list)? where list.isSequence: addMapping(list, platforms, node, field)
        case ("If", let list)?:
            for (item, path) in list.items(field).dropFirst() { add(item, path, platforms, depth: depth + 1) }
        case (let name, _)?: report(name, node, field)
        case nil: break
        }
    }

    /// The name and the argument of a function: `!Sub x` of YAML or `{"Fn::Sub": "x"}`.
    private static func function(_ node: YAMLNode) -> (String, YAMLNode)? {
        if let tag = node.tag, tag.hasPrefix("!"), tag.count > 1 { return (String(tag.dropFirst()), node) }
        guard node.isMapping, let entry = node.entries.first(where: { _ in true }), let key = entry.key.string else {
            return nil
        }
        if key == "Ref" { return ("Ref", entry.value.resolved) }
        return key.hasPrefix("Fn::") ? (String(key.dropFirst(4)), entry.value.resolved) : nil
    }

    /// `aws/codebuild/standard:7.0` is a name of CodeBuild's own.
    private mutating func addLiteral(_ node: YAMLNode, _ field: FieldPath, _ platforms: [Platform]) {
        guard !node.resolved.hasPrefix("aws/codebuild/") else { return }
        images.add(node, field, on: platforms)
    }

    /// What is deployed where nobody says otherwise. One without a default is given from outside.
    private mutating func addParameter(
        _ name: String, _ platforms: [Platform], _ node: YAMLNode, _ field: FieldPath
    ) {
        guard let value = parameters?[name]?.resolved["Default"], value.resolved.string?.isEmpty == false else {
            return report("Ref", node, field)
        }
        guard seen.insert(value.resolved.index).inserted else { return }
        addLiteral(value, FieldPath("Parameters").key(name).key("Default"), platforms)
    }

    /// A key that a function makes, such as the region's name, may be any of those that stand there.
    private mutating func addMapping(
        _ list: YAMLNode, _ platforms: [Platform], _ node: YAMLNode, _ field: FieldPath
    ) {
        guard let name = list[0]?.resolved, Self.function(name) == nil, let map = mappings?[name.string ?? ""] else {
            return report("FindInMap", node, field)
        }
        let path = FieldPath("Mappings").key(name.string ?? "")
        for (row, path) in Self.values(of: map, under: list[1], path) {
            for (value, path) in Self.values(of: row, under: list[2], path)
            where value.resolved.isScalar && seen.insert(value.resolved.index).inserted {
                addLiteral(value, path, platforms)
            }
        }
    }

    private static func values(
        of map: YAMLNode, under key: YAMLNode?, _ path: FieldPath
    ) -> [(YAMLNode, FieldPath)] {
        let name = key.flatMap { function($0.resolved) == nil ? $0.resolved.string : nil }
        return map.fields(path).filter { name == nil || $0.name == name }.map { ($0.value, $0.path) }
    }

    private mutating func report(_ function: String, _ node: YAMLNode, _ field: FieldPath) {
        findings.append(
            Finding(
                file: file.path, location: node.location, reason: .templated,
                message: "\(field.text) is filled in by \(function)"))
    }

    /// Text that no function fills in; anything else is no word that is known.
    static func literal(_ node: YAMLNode) -> String {
        node.resolved.tag == nil ? node.resolved.string ?? "?" : "?"
    }
}
