import Foundation
import PinnaceTestSupport
import Settings
import Testing
import YAMLSource

@testable import Controller

/// The published CustomResourceDefinition is what the controller decodes. `make docs` writes it anew.
@Suite struct DefinitionTests {
    @Test func theDefinitionIsPublished() throws {
        let generated =
            "# Generated from the controller's types by 'make docs'.\n" + ConfigRepository.definition.yaml
        #expect(try ProjectFile("manifests/crds/configrepositories.yaml").problem(comparedWith: generated) == nil)
    }

    /// The same value, whichever of its two spellings is read.
    @Test func theYAMLIsTheJSON() throws {
        let yaml = try Self.events(ConfigRepository.definition.yaml)
        let json = try Self.events(ConfigRepository.definition.text())
        #expect(yaml == json)
        #expect(yaml.count > 500)
    }

    /// Each text and list has a bound: the API server estimates what rules cost from them.
    @Test func everythingIsBounded() throws {
        let object = try JSONSerialization.jsonObject(with: Data(ConfigRepository.definition.text().utf8))
        let versions = (object as? [String: Any])?["spec"] as? [String: Any]
        let version = (versions?["versions"] as? [[String: Any]])?.first
        let schema = (version?["schema"] as? [String: Any])?["openAPIV3Schema"] as? [String: Any]
        let properties = try #require(schema?["properties"] as? [String: [String: Any]])
        for part in ["spec", "status"] { expectBounds(try #require(properties[part]), part) }
    }

    private func expectBounds(_ schema: [String: Any], _ path: String) {
        switch schema["type"] as? String {
        case "string":
            #expect(schema["maxLength"] != nil || schema["enum"] != nil || schema["format"] != nil, "\(path)")
        case "array":
            #expect(schema["maxItems"] != nil, "\(path)")
            expectBounds(schema["items"] as? [String: Any] ?? [:], "\(path)[]")
        case "object":
            for (name, inner) in schema["properties"] as? [String: [String: Any]] ?? [:] {
                expectBounds(inner, "\(path).\(name)")
            }
        default: break
        }
    }

    private static func events(_ text: String) throws -> [String] {
        try YAMLStream(bytes: Array(text.utf8)).documents.flatMap(flatten)
    }

    private static func flatten(_ node: YAMLNode) -> [String] {
        if node.isMapping { return ["{"] + node.entries.flatMap { flatten($0.key) + flatten($0.value) } + ["}"] }
        if node.isSequence { return ["["] + node.elements.flatMap(flatten) + ["]"] }
        return [node.string ?? ""]
    }
}
