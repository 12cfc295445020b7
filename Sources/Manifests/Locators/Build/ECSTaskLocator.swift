import YAMLSource

/// Task definitions of Amazon ECS in JSON, as they are registered or described, and bare lists of their containers.
struct ECSTaskLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool { path.isJSON }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("containerDefinitions") || file.text.contains("\"essential\""),
            let root = try? file.documents().first
        else { return false }
        return Self.task(in: root) != nil || Self.isContainerList(root)
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard let root = try file.documents().first else { return }
        var images = BuildFile(file)
        var platform = ECSTaskPlatform()
        var containers = (node: root, field: FieldPath())
        if let (task, field) = Self.task(in: root), let list = task["containerDefinitions"] {
            containers = (list, field.key("containerDefinitions"))
            platform = Self.platform(of: task)
        }
        for (container, field) in containers.node.items(containers.field) {
            images.add(container["image"], field.key("image"), on: platform.platforms)
        }
        images.report(to: &scan)
    }

    private static func task(in root: YAMLNode) -> (YAMLNode, FieldPath)? {
        if root["containerDefinitions"]?.resolved.isSequence == true, ObjectIdentity(of: root) == nil {
            return (root, FieldPath())
        }
        guard let task = root["taskDefinition"]?.resolved, task["containerDefinitions"]?.resolved.isSequence == true
        else {
            return nil
        }
        return (task, FieldPath("taskDefinition"))
    }

    private static func isContainerList(_ root: YAMLNode) -> Bool {
        guard root.isSequence, root.elements.contains(where: { $0["essential"] != nil }) else { return false }
        return root.elements.allSatisfy {
            $0["name"]?.resolved.isScalar == true && $0["image"]?.resolved.isScalar == true
        }
    }

    private static func platform(of task: YAMLNode) -> ECSTaskPlatform {
        var platform = ECSTaskPlatform()
        for (name, value, _) in task["runtimePlatform"]?.fields(FieldPath()) ?? [] {
            platform.read(name, value.resolved.string ?? "")
        }
        let launches = task["requiresCompatibilities"]?.resolved.elements
        platform.isFargate = launches?.contains { $0.resolved.equals("FARGATE") } ?? false
        return platform
    }
}
