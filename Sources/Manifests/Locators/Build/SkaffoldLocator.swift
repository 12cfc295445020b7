import YAMLSource

/// `skaffold.yaml`: what builds start from and what is run beside them. `image` of an artifact names what is built.
struct SkaffoldLocator: ObjectLocator {
    /// Where an artifact's builder names an image that it takes.
    private static let inputs = [
        ["buildpacks", "builder"], ["buildpacks", "runImage"], ["jib", "fromImage"], ["ko", "fromImage"],
        ["kaniko", "image"], ["kaniko", "initImage"],
    ]

    func claims(_ identity: ObjectIdentity) -> Bool { identity.group == "skaffold" }

    func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        let profiles = object["profiles"]?.items(field.key("profiles")) ?? []
        return ([(object, field)] + profiles).flatMap { pipeline, path in
            artifacts(of: pipeline, path, file, identity) + containers(of: pipeline, path, file, identity)
        }
    }

    private func artifacts(
        of pipeline: YAMLNode, _ field: FieldPath, _ file: SourceFile, _ identity: ObjectIdentity
    ) -> [ImageOccurrence] {
        let artifacts = pipeline["build"]?["artifacts"]?.items(field.key("build").key("artifacts")) ?? []
        return artifacts.flatMap { artifact, path in
            Self.inputs.compactMap { keys in
                artifact[keys[0]]?[keys[1]].flatMap {
                    file.occurrence(of: $0, object: identity, path.key(keys[0]).key(keys[1]))
                }
            }
        }
    }

    private func containers(
        of pipeline: YAMLNode, _ field: FieldPath, _ file: SourceFile, _ identity: ObjectIdentity
    ) -> [ImageOccurrence] {
        // The name of an artifact means what this very file builds.
        let tests = (pipeline["verify"]?.items(field.key("verify")) ?? []).map {
            ($0["container"], $1.key("container"))
        }
        let actions = (pipeline["customActions"]?.items(field.key("customActions")) ?? []).flatMap { action, path in
            action["containers"]?.items(path.key("containers")).map { (Optional($0), $1) } ?? []
        }
        let artifacts = pipeline["build"]?["artifacts"]?.items(field) ?? []
        let built = Set(artifacts.compactMap { $0.value["image"]?.resolved.string })
        return (tests + actions).compactMap { container, path in
            guard let image = container?["image"], !built.contains(image.resolved.string ?? "") else { return nil }
            return file.occurrence(of: image, object: identity, path.key("image"))
        }
    }
}
