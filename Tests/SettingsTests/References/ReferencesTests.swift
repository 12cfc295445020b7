import Manifests
import Settings
import Testing

@Suite struct ReferencesTests {
    private func read(_ text: String) throws -> Configuration {
        let file = "apiVersion: pinnace.dev/v1alpha1\nkind: Config\n" + text
        return try Configuration.read(Array(file.utf8), settings: OperatorSettings())
    }

    @Test func theyBecomeRules() throws {
        let configuration = try read(
            """
            references:
              - {kind: Database, path: spec.image}
              - {kind: "*", apiVersion: x.dev, path: "spec.**.args[*]", value: text}
              - {kind: Appliance, path: spec.name, value: name-and-tag, tag: version.tag, digest: digest}

            """)
        #expect(
            configuration.locatorOptions.rules == [
                CustomFieldRule(kind: "Database", path: try FieldPattern("spec.image"), value: .reference),
                CustomFieldRule(
                    kind: "*", apiVersion: "x.dev", path: try FieldPattern("spec.**.args[*]"), value: .text),
                CustomFieldRule(
                    kind: "Appliance", path: try FieldPattern("spec.name"),
                    value: .nameAndTag(tag: ["version", "tag"], digest: ["digest"])),
            ])
    }

    @Test func rewrittenHostsAreSearched() throws {
        let configuration = try read("rewrites: [{from: 'gcr.io/p/{image}', to: 't.dev/{image}'}]\n")
        #expect(configuration.locatorOptions.searchedHosts == ["gcr.io/p/"])
    }

    @Test(arguments: [
        ("path: a..b", "4:21: 'a..b': character 3: a key is missing here"),
        (
            "path: a, value: whole",
            "4:31: 'whole' is not one of reference, name-and-tag, text"
        ),
        ("path: a, tag: b", "4:29: 'tag' and 'digest' go with 'value: name-and-tag'"),
        (
            "path: a, value: name-and-tag",
            "4:21: 'value: name-and-tag' needs 'tag', the path of the tag beside the name"
        ),
        (
            "path: a, value: name-and-tag, tag: '*'",
            "4:50: '*': character 1: the path has to be keys alone, from the mapping that holds the name"
        ),
    ])
    func refused(entry: String, message: String) {
        #expect {
            try read("references:\n  - {kind: A, \(entry)}\n")
        } throws: { error in
            (error as? ConfigurationError)?.description == ".pinnace/config.yaml:\(message)"
        }
    }
}
