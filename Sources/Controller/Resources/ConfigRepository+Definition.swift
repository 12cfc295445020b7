import KubernetesAPI
package import Settings

extension ConfigRepository {
    /// The CustomResourceDefinition, from the types that the controller decodes.
    package static var definition: SchemaJSON {
        .object([
            .init("apiVersion", .string("apiextensions.k8s.io/v1")),
            .init("kind", .string("CustomResourceDefinition")),
            .init("metadata", .object([.init("name", .string("\(type.plural).\(type.group)"))])),
            .init(
                "spec",
                .object([
                    .init("group", .string(type.group)), .init("names", names), .init("scope", .string("Namespaced")),
                    .init("versions", .list([version])),
                ])),
        ])
    }

    private static var names: SchemaJSON {
        .object([
            .init("kind", .string(type.kind)), .init("listKind", .string("\(type.kind)List")),
            .init("plural", .string(type.plural)), .init("singular", .string("configrepository")),
            .init("shortNames", .words(["cfgrepo"])), .init("categories", .words(["pinnace"])),
        ])
    }

    private static var version: SchemaJSON {
        .object([
            .init("name", .string(type.version)), .init("served", .bool(true)), .init("storage", .bool(true)),
            .init("subresources", .object([.init("status", .object([]))])),
            .init("additionalPrinterColumns", .list(columns)),
            .init("schema", .object([.init("openAPIV3Schema", schema)])),
        ])
    }

    private static var schema: SchemaJSON {
        .object([
            .init("description", .string("A config repository whose image references are kept pinned.")),
            .init("type", .string("object")), .init("required", .words(["spec"])),
            .init(
                "properties",
                .object([
                    .init("apiVersion", .object([.init("type", .string("string"))])),
                    .init("kind", .object([.init("type", .string("string"))])),
                    .init("metadata", .object([.init("type", .string("object"))])),
                    .init("spec", .object(ResourceSchema.members(ConfigRepositorySpec.self))),
                    .init(
                        "status",
                        .object(
                            [.init("default", .object([.init("observedGeneration", .integer(-1))]))]
                                + ResourceSchema.members(ConfigRepositoryStatus.self))),
                ])),
        ])
    }

    private static var columns: [SchemaJSON] {
        [
            column("URL", "string", ".spec.url"),
            column("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status"),
            column("Status", "string", ".status.conditions[?(@.type==\"Ready\")].message"),
            column("Pending", "integer", ".status.counts.pending"),
            column("Blocked", "integer", ".status.counts.blocked"),
            column("Revision", "string", ".status.observedRevision", isWide: true),
            column("Age", "date", ".metadata.creationTimestamp"),
        ]
    }

    private static func column(_ name: String, _ type: String, _ path: String, isWide: Bool = false) -> SchemaJSON {
        .object(
            [
                .init("name", .string(name)), .init("type", .string(type)), .init("jsonPath", .string(path)),
            ] + (isWide ? [.init("priority", .integer(1))] : []))
    }
}
