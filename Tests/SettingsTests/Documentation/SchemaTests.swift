import Foundation
import PinnaceTestSupport
import Settings
import Testing

/// What is published of the files' format is what the decoder reads. `make docs` writes it anew.
@Suite struct SchemaTests {
    @Test(arguments: FileSchema.all.map(\.name))
    func schemaIsPublished(_ name: String) throws {
        let schema = try #require(FileSchema.all.first { $0.name == name })
        #expect(try ProjectFile("schemas/\(name).schema.json").problem(comparedWith: schema.json) == nil)
        #expect(try JSONSerialization.jsonObject(with: Data(schema.json.utf8)) is [String: Any])
    }

    @Test(arguments: [("config", "docs/configuration.md"), ("holds", "docs/holds.md")])
    func keysAreDocumented(_ name: String, _ page: String) throws {
        let schema = try #require(FileSchema.all.first { $0.name == name })
        #expect(try ProjectFile(page).problem(comparing: "keys", with: KeyTable(schema.root).markdown) == nil)
    }

    @Test func typesAndWordsAreTheDecoders() throws {
        let config = try object("config")
        let rewrites = try #require(part(config, "rewrites"))
        let rewrite = try #require(rewrites["items"] as? [String: Any])
        #expect(config["required"] as? [String] == ["apiVersion", "kind"])
        #expect(config["additionalProperties"] as? Bool == false)
        #expect(rewrites["type"] as? String == "array")
        #expect(part(rewrite, "copy")?["enum"] as? [String] == ["never", "missing", "replace"])
        #expect(part(rewrite, "copy")?["default"] as? String == "never")
        #expect(part(part(config, "publish"), "maximumChanges")?["type"] as? String == "integer")
        #expect(part(part(config, "publish"), "maximumChanges")?["minimum"] as? Int == 1)
    }

    /// The values that the schema calls defaults change nothing when they are written.
    @Test func defaultsAreTheReaders() throws {
        let none = try Configuration.read(nil, settings: OperatorSettings())
        let standard = try ConfigText.read(try defaults(object("config")))
        #expect(standard.rules == none.rules)
        #expect(standard.files == none.files)
        #expect(standard.publish == none.publish)
    }

    private func object(_ name: String) throws -> [String: Any] {
        let schema = try #require(FileSchema.all.first { $0.name == name })
        return try #require(try JSONSerialization.jsonObject(with: Data(schema.json.utf8)) as? [String: Any])
    }

    private func part(_ object: [String: Any]?, _ key: String) -> [String: Any]? {
        (object?["properties"] as? [String: Any])?[key] as? [String: Any]
    }

    /// A configuration, as JSON on one line each, with every default of a section spelled out.
    private func defaults(_ schema: [String: Any]) throws -> String {
        let sections = schema["properties"] as? [String: [String: Any]] ?? [:]
        return try sections.sorted { $0.key < $1.key }.compactMap { name, section in
            let keys = section["properties"] as? [String: [String: Any]] ?? [:]
            let values = keys.compactMapValues { $0["default"] }.filter { $0.key != "branch" }
            guard !values.isEmpty else { return nil }
            return "\(name): \(String(decoding: try JSONSerialization.data(withJSONObject: values), as: UTF8.self))\n"
        }.joined()
    }
}
