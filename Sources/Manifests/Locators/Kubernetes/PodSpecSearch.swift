import YAMLSource

/// Finds pod specs by their shape, wherever a custom resource keeps them, and whole objects inside of others.
struct PodSpecSearch {
    let file: SourceFile
    let object: ObjectIdentity?
    /// How many objects stand around this one.
    let depth: Int
    private(set) var findings: [Finding] = []
    private(set) var occurrences: [ImageOccurrence] = []
    /// What ``LooseImage`` tells of fields that may be known all the same.
    private(set) var loose: [ImageOccurrence] = []
    /// Pod specs, and whatever else says with which secrets the images below it are pulled.
    private(set) var workloads: [PullSecretWorkload] = []

    init(_ file: SourceFile, _ object: ObjectIdentity?, depth: Int) {
        self.file = file
        self.object = object
        self.depth = depth
    }

    mutating func search(_ root: YAMLNode, _ field: FieldPath) {
        var walk = FieldWalk(from: field, file.aliases)
        var search = self
        walk.children(of: root) { walk, node in
            // A status repeats what is; a change to it is lost.
            if let key = walk.key, key.equals("metadata") || key.equals("status") { return }
            search.visit(node, &walk)
        }
        self = search
    }

    private mutating func visit(_ node: YAMLNode, _ walk: inout FieldWalk) {
        let target = node.resolved
        guard target.kind.isCollection else { return visit(scalar: node, walk) }
        if let key = walk.key, target.isSequence, take(target, under: key, walk) { return }
        if target.isMapping, target["apiVersion"] != nil, ObjectIdentity(of: target) != nil {
            let scan = ObjectLocators.scan(target, of: file, walk.field, depth: depth + 1)
            occurrences += scan.occurrences
            findings += scan.findings
            workloads += scan.pullSecrets.workloads
            return
        }
        // What is built and pushed is nobody's to pull, and what was run once is a controller's to say.
        if walk.key.map({ key in Self.made.contains(where: key.equals) }) ?? false { return }
        let known = loose.count
        if target.isMapping { takeBare(target, walk) }
        if let object, target.isMapping, Self.saysHowToPull(target) {
            workloads.append(PullSecretReader.workload(target, object, walk.field))
        }
        var search = self
        walk.children(of: node) { search.visit($1, &$0) }
        self = search
        if loose.count > known, Self.ran.contains(where: { target[$0] != nil }) {
            loose.removeSubrange(known...)
        }
    }

    private static let made = ["output", "export", "artifacts", "annotations", "imageChangeParams"]

    /// What only a container that ran has: a record of it, as logs keep.
    private static let ran = ["imageID", "containerID", "container_id", "container_image_id", "docker_id"]

    private mutating func visit(scalar node: YAMLNode, _ walk: FieldWalk) {
        if object?.group == "kro.run", node.resolved.hasPrefix("string "), let key = walk.key,
            LooseImage.isImageKey(key)
        {
            takeDefault(node, walk)
        } else if LooseImage.stands(in: node, under: walk.key) {
            loose += [file.occurrence(of: node, object: object, walk.field, kind: .unknownField)].compactMap(\.self)
        } else if node.resolved.style.isBlockScalar || node.resolved.valueBytes.first == UInt8(ascii: "{") {
            // A text with lines, or an object in JSON as a parameter.
            loose += LooseText.occurrences(in: node, of: file, object, walk.field)
        }
    }

    /// `string | default="nginx:1.27"` (kro, "SimpleSchema"): what an instance without a value of its own runs.
    private mutating func takeDefault(_ node: YAMLNode, _ walk: FieldWalk) {
        let bytes = node.resolved.valueBytes
        guard bytes.starts(with: "string".utf8), let mark = bytes.firstRange(of: "default=".utf8) else { return }
        let rest = bytes[mark.upperBound...]
        let value =
            rest.first == UInt8(ascii: "\"") ? rest.dropFirst().prefix { $0 != 0x22 } : rest.prefix { $0 > 0x20 }
        guard LooseImage.isImage(value) || LooseImage.isBareName(value) else { return }
        let range = bytes.offsets(of: value.indices)
        loose += TextReferences.occurrences([range], in: node, of: file, object: object, walk.field, .unknownField)
    }

    /// A name alone, without host and tag, under `image` beside what a container is started with.
    private mutating func takeBare(_ node: YAMLNode, _ walk: FieldWalk) {
        guard let image = node["image"], image.resolved.isScalar, Self.isContainer(node),
            LooseImage.isBareName(image.resolved.valueBytes)
        else { return }
        let field = walk.field.key("image")
        guard let name = file.site(image, field) else { return }
        var parts = ImageParts.whole(name)
        if let tag = node["tag"], tag.resolved.isScalar {
            var pieces = HelmImage(
                registry: nil, repository: name, tag: file.site(tag, walk.field.key("tag")), digest: nil)
            pieces.path = field.text
            pieces.layer = "\(depth) \(field.text)"
            parts = .helm(pieces)
        }
        loose.append(
            ImageOccurrence(
                file: file.path, object: object, field: field.text, location: name.location, parts: parts,
                directives: file.directives(at: image), kind: .unknownField))
    }

    /// Without either, the account is for the operator to choose.
    private static func saysHowToPull(_ node: YAMLNode) -> Bool {
        if node["imagePullSecrets"]?.resolved.isSequence == true { return true }
        return node["containers"]?.resolved.isSequence == true
            && (node["serviceAccountName"] ?? node["serviceAccount"])?.resolved.isScalar == true
    }

    /// `extraInitContainers`, `sidecarContainers`.
    private static func isContainers(_ key: YAMLNode) -> Bool {
        key.resolved.valueBytes.suffix(9).elementsEqual("ontainers".utf8)
    }

    /// Whether a mapping has, beside its image, what only a container has.
    private static func isContainer(_ node: YAMLNode) -> Bool {
        node["container"] == nil
            && [
                "command", "args", "env", "resources", "volumeMounts", "securityContext", "imagePullPolicy", "ports",
                "entrypoint",
            ]
            .contains { node[$0] != nil }
    }

    /// What a policy writes into the containers that it finds by their name (Kyverno, "Mutate Resources", anchors).
    private func anchored(_ container: YAMLNode, _ walk: FieldWalk) -> YAMLNode? {
        guard let name = container["(name)"], walk.field.text.contains(".mutate.") else { return nil }
        return name
    }

    /// Whether the list is one of containers, whose insides hold no others.
    private mutating func take(_ list: YAMLNode, under key: YAMLNode, _ walk: FieldWalk) -> Bool {
        if key.equals("volumes") {
            occurrences += PodSpecLocator.volumes(list, file, object, walk.field)
            return false
        }
        let isPods = PodSpecLocator.containerLists.contains(where: key.equals)
        guard isPods || Self.isContainers(key) else { return false }
        var hasImage = false
        for element in list.elements {
            let container = element.resolved
            guard container.isMapping else { return false }
            let isNamed = (container["name"] ?? anchored(container, walk))?.resolved.isScalar ?? false
            let isImage = container["image"]?.resolved.isScalar ?? false
            // Prow and others name the containers themselves.
            guard isNamed || object == nil && isPods && isImage && Self.isContainer(container) else { return false }
            if isImage { hasImage = true } else if !isPods { return false }
        }
        guard hasImage else { return false }
        for (position, container) in list.elements.enumerated() {
            occurrences += ContainerLocator.occurrences(
                in: container, of: file, object: object, walk.field.index(position))
        }
        return true
    }
}
