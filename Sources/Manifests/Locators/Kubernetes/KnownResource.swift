/// Kinds of one API group, and the fields in which they name images besides their pod specs, which are found by shape.
struct KnownResource: Sendable {
    /// `*.k8s.elastic.co` is every group that ends so.
    private let group: String
    let kinds: Set<String>
    /// Containers that stand outside of a pod spec's lists, or without a name.
    let containers: [FieldPattern]
    let references: [FieldPattern]
    /// References behind a scheme: `docker://…`.
    let addresses: [FieldPattern]
    /// Text that may name images and is another tool's to read: reported, not written.
    let texts: [FieldPattern]
    /// Objects as text that somebody may make one day: reported, not written.
    let examples: [FieldPattern]
    /// Text that holds whole objects.
    let manifests: [FieldPattern]
    let dockerfiles: [FieldPattern]
    /// References whose missing registry is not Docker Hub.
    let packages: [FieldPattern]
    /// Names whose tag the operator adds in its own way, unless it stands there.
    let pieces: [FieldPattern]

    init(
        _ group: String, _ kinds: Set<String>, containers: [String] = [], references: [String] = [],
        addresses: [String] = [], texts: [String] = [], examples: [String] = [], manifests: [String] = [],
        dockerfiles: [String] = [], packages: [String] = [], pieces: [String] = []
    ) {
        self.group = group
        self.kinds = kinds
        self.containers = FieldPattern.all(containers)
        self.references = FieldPattern.all(references)
        self.addresses = FieldPattern.all(addresses)
        self.texts = FieldPattern.all(texts)
        self.examples = FieldPattern.all(examples)
        self.manifests = FieldPattern.all(manifests)
        self.dockerfiles = FieldPattern.all(dockerfiles)
        self.packages = FieldPattern.all(packages)
        self.pieces = FieldPattern.all(pieces)
    }

    func claims(_ identity: ObjectIdentity) -> Bool {
        guard kinds.contains(identity.kind) else { return false }
        return group.hasPrefix("*") ? identity.group.hasSuffix(group.dropFirst()) : identity.group == group[...]
    }
}
