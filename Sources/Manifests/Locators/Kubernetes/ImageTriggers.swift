import YAMLSource

/// OpenShift's image triggers: the containers whose image is set from an image stream, whatever stands in the file.
struct ImageTriggers {
    private var containers: Set<String> = []
    var isEmpty: Bool { containers.isEmpty }

    init(of object: YAMLNode, _ identity: ObjectIdentity) {
        guard identity.kind == "DeploymentConfig" else { return }
        for trigger in object["spec"]?["triggers"]?.resolved.elements.map(\.resolved) ?? [] {
            guard trigger["type"]?.resolved.equals("ImageChange") ?? false,
                let parameters = trigger["imageChangeParams"]?.resolved,
                parameters["automatic"]?.resolved.equals("true") ?? false
            else { continue }
            containers.formUnion(parameters["containerNames"]?.resolved.elements.compactMap(\.resolved.string) ?? [])
        }
    }

    /// The occurrence, marked as another controller's where a trigger sets it.
    func marking(_ occurrence: ImageOccurrence, in object: YAMLNode) -> ImageOccurrence {
        guard occurrence.kind == .field, case .whole(let site) = occurrence.parts,
            case .scalar(let index) = site.id.address, let scalar = object.stream.node(at: index),
            let name = scalar.parent?["name"]?.resolved.string, containers.contains(name)
        else { return occurrence }
        var directives = occurrence.directives
        directives.otherController = "ImageChange trigger"
        return ImageOccurrence(
            file: occurrence.file, object: occurrence.object, field: occurrence.field, location: occurrence.location,
            parts: occurrence.parts, directives: directives, kind: occurrence.kind)
    }
}
