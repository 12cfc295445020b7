import Testing

@testable import Manifests

/// Files of replacements, which kustomizations name.
@Suite struct ReplacementFileLocatorTests {
    private static let entry = """
        source: {kind: ConfigMap, name: images, fieldPath: data.web}
        targets:
          - select: {kind: Deployment, name: web}
            fieldPaths: ["spec.template.spec.containers.[name=app].image"]
          - select: {kind: Job}
            reject: [{name: other}]
            options: {delimiter: ":", index: 1}
            fieldPaths: [spec.template.spec.containers.0.image, "*.image"]

        """

    private static func scan(_ text: String) throws -> FileScan {
        FileLocator().scan(try #require(RepositoryPath("apps/replacement.yaml")), Array(text.utf8))
    }

    @Test(arguments: [entry, "- " + entry.replacing("\n", with: "\n  ")])
    func oneOrAList(_ text: String) throws {
        let scan = try Self.scan(text)
        #expect(scan.occurrences.isEmpty && scan.findings.isEmpty)
        let replacement = try #require(scan.replacements.first)
        #expect(scan.replacements.count == 1)
        #expect(replacement.name == "replacements[0]")
        #expect([replacement.source.kind, replacement.source.name] == ["ConfigMap", "images"])
        #expect(replacement.sourcePath == "data.web")
        #expect(replacement.targets.map(\.select.kind) == ["Deployment", "Job"])
        #expect(replacement.targets.map(\.reject.isEmpty) == [true, false])
        #expect(replacement.targets.map { $0.piece != nil } == [false, true])
        #expect(replacement.targets[1].fieldPaths == ["spec.template.spec.containers.0.image", "*.image"])
    }

    @Test(arguments: [
        "", "fieldPaths: a\ntargets: b\n", "targets: []\nx: fieldPaths:\n",
        "apiVersion: v1\nkind: X\n" + entry, "[fieldPaths: , targets: ]\n", "- - fieldPaths: a\n    targets: b\n",
    ])
    func othersAreNone(_ text: String) throws {
        #expect(try Self.scan(text).replacements.isEmpty)
    }
}
