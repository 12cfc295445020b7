import YAMLSource

/// Compiled pipelines of Kubeflow: the containers of their executors (Kubeflow Pipelines, `pipeline_spec.proto`), and of
/// components (`component.yaml`).
struct KubeflowPipelineLocator: Locator {
    /// Containers that are told apart by these names, and never pulled.
    private static let stubs = "argostub/"

    private static let containers = FieldPattern.all([
        "deploymentSpec.executors.*.container", "pipelineSpec.deploymentSpec.executors.*.container",
        "implementation.container",
    ])

    func mayClaim(_ path: RepositoryPath) -> Bool { path.isYAML || path.isJSON }

    func claims(_ file: SourceFile) -> Bool {
        guard !file.mayHoldObjects, file.text.contains("container") else { return false }
        let isPipeline = file.text.contains("deploymentSpec") && file.text.contains("executors")
        guard isPipeline || file.text.contains("implementation"), let root = try? file.documents().first else {
            return false
        }
        return root["deploymentSpec"] != nil || root["pipelineSpec"] != nil
            || root["implementation"]?["container"] != nil
    }

    func locate(in file: SourceFile, _ scan: inout FileScan) throws(YAMLSourceError) {
        for root in try file.documents() {
            var found = ObjectScan()
            for match in Self.containers.flatMap({ $0.matches(in: root, FieldPath(), file.aliases) }) {
                guard match.node.resolved.isMapping, !Self.isStub(match.node["image"]) else { continue }
                found.add(ContainerLocator.occurrences(in: match.node, of: file, object: nil, match.field))
            }
            // What a pipeline hands to its steps may be an image too.
            found.add(loose: LooseImages.scan(root, of: file).occurrences.filter { !Self.isStub($0) })
            scan.occurrences += found.occurrences
        }
    }

    private static func isStub(_ occurrence: ImageOccurrence) -> Bool {
        occurrence.parts.sites.contains { $0.value?.hasPrefix(stubs) ?? false }
    }

    private static func isStub(_ image: YAMLNode?) -> Bool {
        image?.resolved.string.map { $0.hasPrefix(stubs) } ?? false
    }
}
