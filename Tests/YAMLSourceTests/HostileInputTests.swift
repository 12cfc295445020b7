import Testing
import YAMLSource

@Suite struct HostileInputTests {
    static let deep: [String] = [
        String(repeating: "[", count: 100_000),
        String(repeating: "{", count: 100_000),
        String(repeating: "{a: ", count: 100_000),
        String(repeating: "[\n", count: 100_000),
        String(repeating: "- ", count: 100_000),
        String(repeating: "? ", count: 100_000),
        "é: " + String(repeating: "[", count: 100_000),
        (0..<1_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ]

    @Test(arguments: deep.indices) func depthIsBoundedBeforeItCosts(_ index: Int) {
        let clock = ContinuousClock()
        var error: YAMLSourceError?
        let time = clock.measure { error = failure { try parse(Self.deep[index]) } }
        #expect(error?.code == .tooDeep)
        #expect(error?.message == "collections are nested more than 200 deep")
        #expect(time < .seconds(1))
    }

    @Test func theLimitItselfIsAllowed() throws {
        let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(try parse(text).allNodes.map(\.kind).count == 200)
    }

    @Test func sizeNodesAndDirectivesAreBounded() {
        var limits = YAMLLimits()
        limits.maximumBytes = 10
        limits.maximumNodes = 3
        let large = failure { try YAMLStream(parsing: SourceText("a: bcdefghi"), limits: limits) }
        #expect(large?.description == "1:1: the file has 11 bytes, more than the limit of 10")
        let many = failure { try YAMLStream(parsing: SourceText("[1,2,3]"), limits: limits) }
        #expect(many?.description == "1:6: the file has more than 3 nodes")
        let tags = (0..<65).map { "%TAG !t\($0)! tag:x\n" }.joined() + "---\na\n"
        let error = failure { try parse(tags) }
        #expect(error?.description == "1:1: the file has 65 %TAG directives, more than the limit of 64")
    }

    @Test func placesOnOneLongLineCostOnePass() throws {
        let count = 20_000
        let text = "# above\n[" + String(repeating: "{image: é}, ", count: count) + "x] # behind\n"
        let stream = try parse(text)
        let clock = ContinuousClock()
        let time = clock.measure {
            for (index, element) in stream.documents[0].elements.prefix(count).enumerated() {
                guard let image = element["image"] else { continue }
                let place = SourceLocation(line: 2, column: 10 + index * 12)
                let isRight = image.location == place && image.trailingComment?.text == "behind"
                if !isRight || image.commentsAbove.map(\.text) != ["above"] { Issue.record("element \(index)") }
            }
        }
        #expect(time < .seconds(3))
    }

    @Test func aliasesOfAliasesCostNothing() throws {
        var text = "a0: &a0 {x: 1}\n"
        for level in 1...40 {
            let list = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) {<<: [\(list)]}\n"
        }
        let root = try parse(text).documents[0]
        #expect(root["a40"]?["x"]?.string == "1")
        #expect(root["a40"]?["y"] == nil)
    }

    @Test func aliasesOfAliasesAreNotDecodedWithoutEnd() throws {
        var text = "- &a0 [x]\n"
        for level in 1...30 { text += "- &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        struct Tree: Decodable {
            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                while !list.isAtEnd { if (try? list.decode(String.self)) == nil { _ = try list.decode(Tree.self) } }
            }
        }
        var decoder = YAMLDecoder()
        decoder.maximumValues = 10_000
        let error = failure { try decoder.decode(Tree.self, from: Array(text.utf8)) }
        #expect(error?.code == .tooLarge)
        #expect(error?.message == "the aliases stand for too many values")
    }

    static let broken: [(String, String)] = [
        ("a: b\n c: d\n", "2:3: mapping values are not allowed in this context"),
        ("a: [b\n", "2:1: did not find expected ',' or ']' while parsing a flow sequence that begins at 1:4"),
        ("a: 'b\n", "2:1: found unexpected end of stream while scanning a quoted scalar that begins at 1:4"),
        ("é: \"ü\\q\"\n", "1:6: found unknown escape character while parsing a quoted scalar that begins at 1:4"),
        ("a:\n\t- b\n", "2:1: a tab cannot indent here, use spaces"),
        ("a: @b\n", "1:4: a value cannot start with `@`, put it in quotes"),
        ("a: `b`\n", "1:4: a value cannot start with ```, put it in quotes"),
        ("é: b\u{7}\n", "1:5: the character U+0007 is not allowed in YAML"),
        ("a: b\0\n", "1:5: the character U+0000 is not allowed in YAML"),
        ("a: \u{7F}\n", "1:4: the character U+007F is not allowed in YAML"),
        (
            "a: b\n\u{FEFF}---\nc: d\n",
            "2:2: did not find expected key while parsing a block mapping that begins at 1:1"
        ),
        ("%YAML 1.3\n---\na\n", "1:1: found incompatible YAML document"),
        ("a: {{ .Values.x }}\n", ""),
    ]

    @Test(arguments: broken) func brokenYAMLIsNamedWithItsPlace(_ text: String, _ message: String) {
        #expect(failure { try parse(text) }?.description ?? "" == message)
    }
}
