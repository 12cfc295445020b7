import ImageModel
import YAMLSource

/// Terraform in JSON, `*.tf.json`, and values of its variables, `*.tfvars.json`: the same attributes as in its own language
/// (Terraform, "JSON Configuration Syntax").
struct TerraformJSONLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.isJSON && (path.string.hasSuffix(".tf.json") || path.string.hasSuffix(".tfvars.json"))
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard file.text.contains("mage") || file.text.contains("container_definitions"),
            let root = try file.documents().first
        else { return }
        var walk = TerraformJSONWalk(file, isVariables: file.path.string.hasSuffix(".tfvars.json"))
        walk.walk(root)
        walk.report(to: &scan)
    }
}

/// A walk through the blocks of a file: a block's type and labels are keys inside one another, several of a kind a list.
struct TerraformJSONWalk {
    private let file: SourceFile
    private let isVariables: Bool
    private var images: BuildFile
    private var blocks: [TerraformBlock] = []
    private var platforms: [Platform] = []

    private static let deepest = 64
    /// How many labels a block of the top level has.
    private static let labels = ["resource": 2, "data": 2, "variable": 1, "module": 1, "output": 1, "provider": 1]

    init(_ file: SourceFile, isVariables: Bool) {
        self.file = file
        self.isVariables = isVariables
        images = BuildFile(file)
    }

    func report(to scan: inout FileScan) { images.report(to: &scan) }

    mutating func walk(_ root: YAMLNode) {
        guard !isVariables else { return members(of: root) }
        for (name, value, _) in root.fields(FieldPath()) {
            labelled(value.resolved, [name], Self.labels[name] ?? 0)
        }
    }

    private mutating func labelled(_ node: YAMLNode, _ names: [String], _ labels: Int) {
        if node.isSequence {
            for element in node.elements where file.aliases.follows(element) {
                labelled(element.resolved, names, labels)
            }
        } else if labels > 0 {
            for (name, value, _) in node.fields(FieldPath()) where file.aliases.follows(value) {
                labelled(value.resolved, names + [name], labels - 1)
            }
        } else {
            platforms = names.first == "resource" ? Self.platforms(of: node) : []
            block(node, names)
        }
    }

    private mutating func block(_ node: YAMLNode, _ names: [String]) {
        guard blocks.count < Self.deepest else { return }
        blocks.append(TerraformBlock(names: names, firstReference: 0, outer: 0, attribute: nil))
        members(of: node)
        blocks.removeLast()
    }

    private mutating func members(of node: YAMLNode) {
        for (name, value, _) in node.fields(FieldPath()) where file.aliases.follows(value) {
            member(name, value.resolved)
        }
    }

    private mutating func member(_ name: String, _ value: YAMLNode) {
        if value.isMapping {
            block(value, [name])
        } else if value.isSequence, blocks.count < Self.deepest {
            for element in value.elements where !element.resolved.isScalar && file.aliases.follows(element) {
                member(name, element.resolved)
            }
        } else if let text = value.string {
            attribute(name, value, text)
        }
    }

    private mutating func attribute(_ name: String, _ value: YAMLNode, _ text: String) {
        let field = FieldPath((blocks.map(\.name) + [name]).joined(separator: "."))
        if isVariables
            ? TerraformMeaning.isVariable(text, named: name, in: blocks)
            : TerraformMeaning.isImage(text, attribute: name, in: blocks)
        {
            images.add(value, field, on: platforms)
        } else if TerraformMeaning.mayHoldContainers(blocks), text.contains("image") {
            let bytes = value.valueBytes
            for image in EmbeddedImages.ranges(in: bytes) {
                let part = bytes.offsets(of: image)
                images.add(value, part: part, field.key("image"), on: platforms)
            }
        }
    }

    private static func platforms(of resource: YAMLNode) -> [Platform] {
        var platform = ECSTaskPlatform()
        let runtime = resource["runtime_platform"]?.resolved
        for (name, value, _) in (runtime?.isSequence == true ? runtime?[0] : runtime)?.fields(FieldPath()) ?? [] {
            platform.read(name, value.resolved.string ?? "")
        }
        let launches = resource["requires_compatibilities"]?.resolved.elements
        platform.isFargate = launches?.contains { $0.resolved.equals("FARGATE") } ?? false
        return platform.platforms
    }
}
