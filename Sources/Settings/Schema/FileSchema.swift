/// The JSON Schema of one of Pinnace's own files, for editors.
package struct FileSchema: Sendable {
    /// As the published file is called: `config` for `schemas/config.schema.json`.
    package let name: String
    let title: String
    let summary: String
    package let root: any DescribedKeys.Type

    package static let all = [
        FileSchema(
            name: "config", title: "Config",
            summary: "\(ConfigFile.path): how a repository's images are moved and pinned.",
            root: ConfigFile.self),
        FileSchema(
            name: "holds", title: "Holds", summary: "\(HoldsFile.path): images that stay where they are.",
            root: HoldsFile.self),
    ]

    /// Under which the schema is published.
    package var address: String { Self.address(of: name) }

    static func address(of name: String) -> String { "https://pinnace.dev/schemas/v1alpha1/\(name).schema.json" }

    package var json: String {
        let heading: [SchemaJSON.Member] = [
            .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            .init("$id", .string(address)),
            .init("title", .string(title)), .init("description", .string(summary)),
        ]
        return SchemaJSON.object(heading + root.members).text() + "\n"
    }
}
