import ImageModel
import YAMLSource

/// Drone, Woodpecker, Crow and Vela: steps, services and clone steps, as a list or by name, on the platform that the file
/// states; and the plugins that Vela's secrets come from.
struct DroneLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        guard path.isYAML else { return false }
        return path.isNamed(".drone") || path.isNamed(".woodpecker") || path.isBelow(".woodpecker/")
            || path.isNamed(".crow") || path.isBelow(".crow/") || path.isNamed(".vela")
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        var images = BuildFile(file)
        for root in try file.documents() where root.isMapping {
            let platforms = Self.platforms(of: root)
            Self.addSections(of: root, FieldPath(), platforms, to: &images)
            for (_, stage, field) in root["stages"]?.fields(FieldPath("stages")) ?? [] {
                Self.addSections(of: stage, field, platforms, to: &images)
            }
            for (secret, field) in root["secrets"]?.items(FieldPath("secrets")) ?? [] {
                guard let origin = secret["origin"] else { continue }
                Self.add(origin, field.key("origin"), platforms, to: &images)
            }
        }
        images.report(to: &scan)
    }

    private static func addSections(
        of node: YAMLNode, _ path: FieldPath, _ platforms: [Platform], to images: inout BuildFile
    ) {
        for section in ["clone", "steps", "pipeline", "services"] {
            let field = path.key(section)
            let list = node[section]?.items(field) ?? []
            let named = node[section]?.fields(field).map { ($0.value, $0.path) } ?? []
            for (step, path) in list + named { add(step, path, platforms, to: &images) }
        }
    }

    private static func add(_ step: YAMLNode, _ field: FieldPath, _ platforms: [Platform], to images: inout BuildFile) {
        images.add(step["image"], field.key("image"), on: platforms)
        images.addCommands(step["commands"], field.key("commands"))
    }

    /// Drone's `platform: {os, arch, variant}`; Woodpecker's `labels: {platform: linux/arm64}`.
    private static func platforms(of root: YAMLNode) -> [Platform] {
        if let platform = root["platform"]?.resolved, platform.isMapping {
            let text = { (key: String) in platform[key]?.resolved.string }
            let words = [text("os") ?? "linux", text("arch") ?? "amd64", text("variant")].compactMap(\.self)
            return DockerPlatform.parse(words.joined(separator: "/"))
        }
        return DockerPlatform.parse(root["labels"]?["platform"]?.resolved.string ?? root["platform"]?.resolved.string)
    }
}
