import YAMLSource

/// Knows where objects of some kinds name images.
protocol ObjectLocator: Sendable {
    /// Whether an object is of these kinds.
    func claims(_ identity: ObjectIdentity) -> Bool
    func occurrences(
        in object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence]
}

/// Every kind of object that is known.
enum ObjectLocators {
    static let all: [any ObjectLocator] = [
        WorkloadLocator(),
        SkaffoldLocator(),
        KindClusterLocator(),
        FluxKustomizationLocator(),
    ]

    /// A List may hold Lists, and objects others; what people write stays far below this.
    static let deepest = 8

    /// The images of an object, or of every item of a List.
    static func scan(_ object: YAMLNode, of file: SourceFile, _ field: FieldPath, depth: Int) -> ObjectScan {
        guard object.isMapping, depth < deepest, let identity = ObjectIdentity(of: object) else { return ObjectScan() }
        if identity.kind.hasSuffix("List"), let items = object["items"]?.resolved, items.isSequence {
            return ObjectList(identity).scan(items, of: file, field.key("items"), depth: depth)
        }
        return scan(object, as: identity, of: file, field, depth: depth)
    }

    static func scan(
        _ object: YAMLNode, as identity: ObjectIdentity, of file: SourceFile, _ field: FieldPath, depth: Int
    ) -> ObjectScan {
        var scan: ObjectScan
        if let (spec, path) = WorkloadLocator.podSpec(of: object, identity, field) {
            scan = ObjectScan(occurrences: PodSpecLocator.occurrences(in: spec, of: file, object: identity, path))
            scan.pullSecrets.workloads = [PullSecretReader.workload(spec, identity, path)]
        } else if let locator = all.first(where: { $0.claims(identity) }), depth == 0 || !(locator is WorkloadLocator) {
            scan = ObjectScan(occurrences: locator.occurrences(in: object, of: file, identity, field))
        } else {
            scan = CustomResourceLocator.scan(object, of: file, identity, field, depth: depth)
        }
        scan.add(loose: AnnotationImages.occurrences(in: object, of: file, identity, field))
        if !scan.occurrences.isEmpty, let marker = ForeignWriter.marker(on: object) {
            for index in scan.occurrences.indices where scan.occurrences[index].directives.otherController == nil {
                scan.occurrences[index].directives.otherController = marker
            }
        }
        scan.pullSecrets += PullSecretReader.facts(of: object, identity)
        if !file.options.rules.isEmpty {
            scan.put(CustomFieldLocator.occurrences(in: object, of: file, identity, field))
        }
        return scan
    }
}
