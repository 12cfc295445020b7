import Manifests
import Testing

@Suite struct CustomFieldRuleTests {
    private func located(
        _ content: String, _ path: String, _ value: CustomFieldRule.Value = .reference, kind: String = "Thing",
        apiVersion: String? = nil
    ) throws -> LocatedText {
        var options = LocatorOptions()
        options.rules = [
            CustomFieldRule(kind: kind, apiVersion: apiVersion, path: try FieldPattern(path), value: value)
        ]
        return LocatedText("apiVersion: x.dev/v1\nkind: Thing\n" + content, options: options)
    }

    @Test(arguments: [
        ("spec.a", ["spec.a: a:1"]),
        ("spec.*", ["spec.a: a:1"]),
        ("spec.list[*].b", ["spec.list[0].b: b:1", "spec.list[1].b: b:2"]),
        ("spec.list.*.b", ["spec.list[0].b: b:1", "spec.list[1].b: b:2"]),
        ("spec.list[1].b", ["spec.list[1].b: b:2"]),
        ("spec.list[name=two].b", ["spec.list[1].b: b:2"]),
        ("spec.list[name=three].b", []),
        ("**.b", ["spec.list[0].b: b:1", "spec.list[1].b: b:2", "spec.deep.er.b: b:3"]),
        ("spec.deep[tier=low].er.b", ["spec.deep.er.b: b:3"]),
        ("spec.**.er.**.b", ["spec.deep.er.b: b:3"]),
        ("spec[\"x.y/z\"]", ["spec.x.y/z: z:1"]),
        ("spec.list", []),
        ("spec.none.b", []),
        ("spec.a.b", []),
        ("spec.list[9].b", []),
    ])
    func paths(path: String, expected: [String]) throws {
        let content = """
            spec:
              a: a:1
              list: [{name: one, b: b:1}, {name: two, b: b:2}]
              deep: {tier: low, er: {b: b:3}}
              'x.y/z': z:1

            """
        let found = try located(content, path)
        #expect(found.references.filter { path != "spec.*" || $0.hasPrefix("spec.a") } == expected)
    }

    @Test(
        arguments: [
            ("Thing", nil, true), ("*", nil, true), ("Other", nil, false), ("Thing", "x.dev", true),
            ("Thing", "x.dev/v1", true), ("Thing", "x.dev/v2", false), ("Thing", "y.dev", false), ("*", "x.dev", true),
        ] as [(String, String?, Bool)])
    func kinds(kind: String, apiVersion: String?, isFound: Bool) throws {
        let found = try located("spec: {a: a:1}\n", "spec.a", kind: kind, apiVersion: apiVersion)
        #expect(found.references.isEmpty != isFound)
    }

    @Test func nameAndTag() throws {
        let content = "spec:\n  image:\n    repo: gcr.io/p/a\n    meta: {tag: v1}\n"
        let found = try located(content, "spec.image.repo", .nameAndTag(tag: ["meta", "tag"], digest: ["digest"]))
        #expect(found.references == ["spec.image.repo: gcr.io/p/a v1"])
        guard case .helm(let image) = found.scan.occurrences.first?.parts, let digest = image.digest else {
            Issue.record("no place for a digest")
            return
        }
        let written = try SiteWriting.apply([SiteWrite(site: digest, value: "sha256:ab")], to: Array(found.text.utf8))
        #expect(
            String(decoding: written, as: UTF8.self)
                == found.text.replacing("gcr.io/p/a\n", with: "gcr.io/p/a\n    digest: sha256:ab\n"))
        #expect(try CustomFieldRule.Value.keys("meta.tag") == ["meta", "tag"])
        #expect(throws: FieldPatternError.self) { try CustomFieldRule.Value.keys("a.*") }
    }

    @Test func textOutranksWhatIsOnlyReported() throws {
        let content =
            "spec:\n  containers:\n    - name: a\n      image: a:1\n      args: ['--image=gcr.io/p/a:1', 'gcr.io/p/b:1']\n"
        let found = try located(content, "spec.containers[*].args[0]", .text)
        #expect(
            found.references == [
                "spec.containers[0].image: a:1", "!spec.containers[0].args[1]: gcr.io/p/b:1",
                "spec.containers[0].args[0]: gcr.io/p/a:1",
            ])
        #expect(
            try found.written { $0.hasPrefix("gcr") ? "x" : nil }
                == found.text.replacing("gcr.io/p/a:1", with: "x").replacing("gcr.io/p/b:1", with: "x"))
    }

    @Test func theFirstRuleThatLeadsToAFieldCounts() throws {
        var options = LocatorOptions()
        options.rules = [
            CustomFieldRule(kind: "*", path: try FieldPattern("spec.a"), value: .text),
            CustomFieldRule(kind: "*", path: try FieldPattern("**"), value: .reference),
        ]
        let found = LocatedText("apiVersion: v1\nkind: A\nspec: {a: 'x gcr.io/p/a:1'}\n", options: options)
        #expect(found.references.contains("spec.a: gcr.io/p/a:1"))
        #expect(!found.references.contains("spec.a: x gcr.io/p/a:1"))
    }
}
