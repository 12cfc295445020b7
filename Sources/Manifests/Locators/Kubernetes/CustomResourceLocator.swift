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
        return scan
    }
}
