/// `v1` ConfigMap.
package struct ConfigMap: KubernetesResource {
    package static let type = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps")

    package var metadata: ObjectMeta
    package var data: [String: String]?

    package init(metadata: ObjectMeta, data: [String: String]?) {
        self.metadata = metadata
        self.data = data
    }
}
