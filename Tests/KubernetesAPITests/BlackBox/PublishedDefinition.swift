import KubernetesAPI
import PinnaceTestSupport

/// A resource of the kind that manifests/crds defines, with whatever JSON a test writes into it.
struct PublishedDefinition: KubernetesResource {
    static let type = ResourceType(
        group: "pinnace.dev", version: "v1alpha1", kind: "ConfigRepository", plural: "configrepositories")

    var apiVersion = PublishedDefinition.type.apiVersion
    var kind = PublishedDefinition.type.kind
    var metadata: ObjectMeta
    var spec: APIJSON?

    init(_ spec: APIJSON, in namespace: String) {
        metadata = ObjectMeta(name: "apps", namespace: namespace)
        self.spec = spec
    }

    /// The definition as it is published, read by PyYAML.
    static func object() async throws -> APIJSON {
        let script = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))"
        let file = ProjectFile("manifests/crds/configrepositories.yaml").location
        let python = try await PythonTools.interpreter(having: "yaml")
        return try APIJSON(parsing: try await Command.run(python, ["-c", script, file]).checked())
    }
}
