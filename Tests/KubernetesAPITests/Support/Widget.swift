import KubernetesAPI
import PinnaceTestSupport

/// A custom resource with a status of its own.
struct Widget: KubernetesResource, Hashable {
    static let type = ResourceType(group: "test.pinnace.dev", version: "v1", kind: "Widget", plural: "widgets")

    var apiVersion = Widget.type.apiVersion
    var kind = Widget.type.kind
    var metadata: ObjectMeta
    var spec: Spec
    var status: Status?

    struct Spec: Codable, Hashable, Sendable {
        var size: Int
        var colour: String?
    }

    struct Status: Codable, Hashable, Sendable {
        var observedGeneration: Int?
        var phase: String?
    }

    private enum CodingKeys: String, CodingKey { case apiVersion, kind, metadata, spec, status }

    init(_ name: String, in namespace: String = "default", size: Int = 1, labels: [String: String]? = nil) {
        metadata = ObjectMeta(name: name, namespace: namespace, labels: labels)
        spec = Spec(size: size)
    }

    static let definition: APIJSON = [
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": ["name": "widgets.test.pinnace.dev"],
        "spec": [
            "group": "test.pinnace.dev", "scope": "Namespaced",
            "names": ["plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
                    "schema": ["openAPIV3Schema": schema],
                ]
            ],
        ],
    ]

    private static let schema: APIJSON = [
        "type": "object", "required": ["spec"],
        "properties": [
            "spec": [
                "type": "object", "required": ["size"],
                "properties": [
                    "size": ["type": "integer", "minimum": 0, "maximum": 100],
                    "colour": ["type": "string", "enum": ["red", "blue"], "default": "red"],
                ],
            ],
            "status": [
                "type": "object", "default": ["observedGeneration": -1],
                "properties": [
                    "observedGeneration": ["type": "integer", "format": "int64"], "phase": ["type": "string"],
                ],
            ],
        ],
    ]
}
