import YAMLSource

/// What of a kustomization takes an image from elsewhere, so that what is rendered cannot be told.
enum KustomizeDoubts {
    static func all(in root: YAMLNode) -> [KustomizeDoubt] {
        replacements(root) + configurations(root)
    }

    private static func replacements(_ root: YAMLNode) -> [KustomizeDoubt] {
        let renames = root["namePrefix"] != nil || root["nameSuffix"] != nil
        let list = root["replacements"]?.resolved.elements.map(\.resolved) ?? []
        return list.enumerated().flatMap { position, replacement in
            doubts(replacement, "replacements[\(position)]", renames: renames)
        }
    }

    private static func doubts(_ replacement: YAMLNode, _ name: String, renames: Bool) -> [KustomizeDoubt] {
        if let path = replacement["path"]?.resolved.string {
            return [
                KustomizeDoubt(
                    kind: nil, name: nil, isOutsideContainers: true,
                    message: "\(name) stands in \(path), which may put another image there")
            ]
        }
        var doubts: [KustomizeDoubt] = []
        if let source = replacement["source"]?.resolved, source["options"] != nil, namesImage(source["fieldPath"]) {
            doubts.append(doubt(source, renames, "\(name) takes a piece of the image to another place"))
        }
        for target in replacement["targets"]?.resolved.elements.map(\.resolved) ?? []
        where target["fieldPaths"]?.resolved.elements.contains(where: namesImage) == true {
            doubts.append(doubt(target["select"]?.resolved, renames, "\(name) puts another image there"))
        }
        return doubts
    }

    private static func namesImage(_ path: YAMLNode?) -> Bool {
        path?.resolved.string?.contains("image") ?? false
    }

    private static func doubt(_ selector: YAMLNode?, _ renames: Bool, _ message: String) -> KustomizeDoubt {
        KustomizeDoubt(
            kind: selector?["kind"]?.resolved.string,
            name: renames ? nil : selector?["name"]?.resolved.string,
            message: message
        )
    }

    private static func configurations(_ root: YAMLNode) -> [KustomizeDoubt] {
        KustomizationLocator.strings(root["configurations"]).map { path in
            KustomizeDoubt(
                kind: nil, name: nil, isOutsideContainers: true,
                message: "configurations has \(path), which may let an images: entry reach this field")
        }
    }
}
