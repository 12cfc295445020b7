import YAMLSource

/// Every kind that has no locator of its own: pod specs by their shape, and what the table of known kinds says.
enum CustomResourceLocator {
    static func scan(
        _ object: YAMLNode, of file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath, depth: Int
    ) -> ObjectScan {
        // A schema describes fields and holds none.
        guard identity.group != "apiextensions.k8s.io" else { return ObjectScan() }
        var search = PodSpecSearch(file, identity, depth: depth)
        search.search(object, field)
        var scan = ObjectScan(occurrences: search.occurrences, findings: search.findings)
        scan.pullSecrets.workloads = search.workloads
        let triggers = ImageTriggers(of: object, identity)
        if !triggers.isEmpty { scan.occurrences = scan.occurrences.map { triggers.marking($0, in: object) } }
        for resource in KnownResource.byKind[identity.kind] ?? [] where resource.claims(identity) {
            let reader = KnownResourceReader(file: file, object: identity, root: object, field: field, depth: depth)
            reader.read(resource, &scan)
        }
        scan.add(functions(of: object, file, identity, field))
        if !policies.contains(identity.group) {
            let told = Set(scan.findings.compactMap(\.location))
            scan.add(loose: search.loose.filter { !told.contains($0.location) })
        }
        return scan
    }

    /// What kustomize and kpt run to transform others: the image stands in an annotation, as YAML (kustomize, "Containerized
    /// KRM functions").
    private static func functions(
        of object: YAMLNode, _ file: SourceFile, _ identity: ObjectIdentity, _ field: FieldPath
    ) -> [ImageOccurrence] {
        guard let annotations = object["metadata"]?["annotations"]?.resolved else { return [] }
        let path = field.key("metadata").key("annotations")
        return ["config.kubernetes.io/function", "config.k8s.io/function"].flatMap { key in
            annotations[key].map { LooseText.occurrences(in: $0, of: file, identity, path.key(key), kind: .field) }
                ?? []
        }
    }

    /// Groups whose objects say which images there may be, and run none.
    private static let policies: Set<Substring> = [
        "kyverno.io", "policies.kyverno.io", "constraints.gatekeeper.sh", "templates.gatekeeper.sh",
        "mutations.gatekeeper.sh", "policy.sigstore.dev", "image.toolkit.fluxcd.io",
    ]
}
