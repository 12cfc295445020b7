import YAMLSource

/// The configuration of a machine with Talos Linux, and patches of it: the images of the machine and of the control plane
/// (Talos, "v1alpha1 configuration").
struct TalosLocator: Locator {
    private static let fields = FieldPattern.all([
        "machine.install.image", "machine.install.extensions[*].image", "machine.kubelet.image",
        "cluster.apiServer.image", "cluster.controllerManager.image", "cluster.scheduler.image", "cluster.proxy.image",
        "cluster.etcd.image", "cluster.coreDNS.image",
    ])

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("image:"), file.text.contains("machine:") || file.text.contains("cluster:"),
            let documents = try? file.documents()
        else { return false }
        return documents.contains { Self.isMachine($0, of: file) }
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for document in try file.documents() {
            guard Self.isMachine(document, of: file) else {
                let found = ObjectLocators.scan(document, of: file, FieldPath(), depth: 0)
                scan.occurrences += found.occurrences
                scan.findings += found.findings
                continue
            }
            for match in Self.matches(in: document, of: file) {
                scan.occurrences += [file.occurrence(of: match.node, object: nil, match.field)].compactMap(\.self)
            }
        }
    }

    private static func isMachine(_ document: YAMLNode, of file: SourceFile) -> Bool {
        document.isMapping && document["apiVersion"] == nil && document["kind"] == nil
            && matches(in: document, of: file).contains { $0.node.resolved.isScalar }
    }

    private static func matches(in document: YAMLNode, of file: SourceFile) -> [FieldMatch] {
        fields.flatMap { $0.matches(in: document, FieldPath(), file.aliases) }
    }
}
