import YAMLSource

/// The configuration of a machine with Talos Linux, and patches of it: the images of the machine and of the control plane
/// (Talos, "v1alpha1 configuration").
struct TalosLocator: Locator {
    private static let fields = [
        ["machine", "install", "image"], ["machine", "kubelet", "image"], ["cluster", "apiServer", "image"],
        ["cluster", "controllerManager", "image"], ["cluster", "scheduler", "image"], ["cluster", "proxy", "image"],
        ["cluster", "etcd", "image"], ["cluster", "coreDNS", "image"],
    ]

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML }

    func claims(_ file: SourceFile) -> Bool {
        guard file.text.contains("image:"), file.text.contains("machine:") || file.text.contains("cluster:"),
            let documents = try? file.documents()
        else { return false }
        return documents.contains(where: Self.isMachine)
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for document in try file.documents() {
            guard Self.isMachine(document) else {
                let found = ObjectLocators.scan(document, of: file, FieldPath(), depth: 0)
                scan.occurrences += found.occurrences
                scan.findings += found.findings
                continue
            }
            for keys in Self.fields {
                guard let image = Self.image(keys, in: document) else { continue }
                let field = keys.reduce(FieldPath()) { $0.key($1) }
                scan.occurrences += [file.occurrence(of: image, object: nil, field)].compactMap(\.self)
            }
        }
    }

    private static func isMachine(_ document: YAMLNode) -> Bool {
        document.isMapping && document["apiVersion"] == nil && document["kind"] == nil
            && fields.contains { image($0, in: document)?.resolved.isScalar == true }
    }

    private static func image(_ keys: [String], in document: YAMLNode) -> YAMLNode? {
        keys.dropLast().reduce(document) { $0?[$1]?.resolved }?[keys[keys.count - 1]]
    }
}
