import ImageModel
import YAMLSource

/// Compose files: what services run. A service's `platform` is what its image has to run on (Compose specification,
/// `05-services.md`).
struct ComposeLocator: Locator {
    func mayClaim(_ path: RepositoryPath) -> Bool {
        path.isYAML && (path.nameContains("compose") || path.isNamed("stack")) || path.ends(with: ".dockerapp")
    }

    /// Others use these names too; what has `services` and is no Kubernetes object is meant.
    func claims(_ file: SourceFile) -> Bool {
        guard let documents = try? file.documents() else { return Self.isUsual(file.path) }
        return documents.contains { root in
            guard root.isMapping, ObjectIdentity(of: root) == nil else { return false }
            return root["services"]?.resolved.isMapping ?? Self.isUsual(file.path)
        }
    }

    private static func isUsual(_ path: RepositoryPath) -> Bool {
        path.isNamed("compose") || path.isNamed("docker-compose")
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        guard file.text.contains("image") || file.text.contains("build") else { return }
        var images = BuildFile(file)
        var names = OwnNames()
        for root in try file.documents() {
            let services = root["services"]
            let path = services == nil ? FieldPath() : FieldPath("services")
            for (name, service, field) in (services ?? root).fields(path) where !name.hasPrefix("x-") {
                Self.add(service.resolved, field, to: &images)
                Self.add(service.resolved, to: &names)
            }
        }
        images.report(to: &scan)
        scan.ownNames.formUnion(names)
    }

    private static func add(_ service: YAMLNode, _ field: FieldPath, to images: inout BuildFile) {
        guard service.isMapping else { return }
        if let build = service["build"], !build.resolved.isNull {
            // Beside `build`, `image` names what is built.
            add(build: build, field.key("build"), to: &images)
        } else {
            let platforms = DockerPlatform.parse(service["platform"]?.resolved.string)
            images.add(orDefault: service["image"], field.key("image"), on: platforms)
        }
        for (volume, path) in service["volumes"]?.items(field.key("volumes")) ?? []
        where volume["type"]?.resolved.equals("image") == true {
            images.add(volume["source"], path.key("source"))
        }
    }

    /// What a service builds, and the contexts that it is built with.
    private static func add(_ service: YAMLNode, to names: inout OwnNames) {
        guard service.isMapping, let build = service["build"]?.resolved, !build.isNull else { return }
        if let image = service["image"]?.resolved.string { names.add(image: image) }
        let contexts = build["additional_contexts"]
        for (name, value, _) in contexts?.fields(FieldPath()) ?? [] { names.add(context: name, value.resolved.string) }
        for (item, _) in contexts?.items(FieldPath()) ?? [] { names.add(context: item.resolved.string) }
    }

    private static func add(build: YAMLNode, _ field: FieldPath, to images: inout BuildFile) {
        images.add(dockerfile: build["dockerfile_inline"], field.key("dockerfile_inline"))
        let arguments = build["args"]
        images.addCommands(arguments, field.key("args"))
        for (_, value, path) in arguments?.fields(field.key("args")) ?? [] { images.addCommands(value, path) }
        for (_, context, path) in build["additional_contexts"]?.fields(field.key("additional_contexts")) ?? [] {
            images.add(context, behind: "docker-image://", path)
        }
    }
}
