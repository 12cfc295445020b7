import Testing
import YAMLSource

/// For each scalar and alias of a file, keys too: the bytes of its range, and its value.
@Suite struct ScalarRangeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let leaves: [String]
        var values: [String]?

        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "plain", text: "a: b  # c\n", leaves: ["a", "b"]),
        Row(name: "plain with a trailing blank", text: "a: b c \t\n", leaves: ["a", "b c"]),
        Row(
            name: "plain over lines", text: "a: b\n  c\n\n  d\ne: f\n", leaves: ["a", "b\n  c\n\n  d", "e", "f"],
            values: ["a", "b c\nd", "e", "f"]),
        Row(name: "single quotes", text: "a: 'it''s'\n", leaves: ["a", "'it''s'"], values: ["a", "it's"]),
        Row(name: "double quotes", text: #"a: "x\ty" "#, leaves: ["a", #""x\ty""#], values: ["a", "x\ty"]),
        Row(
            name: "escapes as long as their value", text: #"a: "\L\_""#, leaves: ["a", #""\L\_""#],
            values: ["a", "\u{2028}\u{A0}"]),
        Row(
            name: "quotes over lines", text: "a: \"x\n  y\"\nb: 'p\n\n  q'",
            leaves: ["a", "\"x\n  y\"", "b", "'p\n\n  q'"],
            values: ["a", "x y", "b", "p\nq"]),
        Row(name: "hash inside quotes", text: "a: 'b # c' # d\n", leaves: ["a", "'b # c'"], values: ["a", "b # c"]),
        Row(name: "CRLF", text: "a: b\r\nc:\r\n  - d\r\n", leaves: ["a", "b", "c", "d"]),
        Row(name: "CR alone", text: "a: b\rc: d\r", leaves: ["a", "b", "c", "d"]),
        Row(name: "non-ASCII before on the line", text: "ключ: [é, 日本, 🚢x]\n", leaves: ["ключ", "é", "日本", "🚢x"]),
        Row(
            name: "NEL, LS and PS", text: "a: b\u{85}é: d\u{2028}e: f\u{2029}g: h",
            leaves: ["a", "b", "é", "d", "e", "f", "g", "h"]),
        Row(
            name: "anchor", text: "a: &x b\nc: &y  'd'\n", leaves: ["a", "b", "c", "'d'"], values: ["a", "b", "c", "d"]),
        Row(
            name: "tag", text: "a: !!str b\nc: !<tag:x> d\ne: !y 'f'\ng: ! h\n",
            leaves: ["a", "b", "c", "d", "e", "'f'", "g", "h"], values: ["a", "b", "c", "d", "e", "f", "g", "h"]),
        Row(
            name: "anchor and tag, over lines",
            text: "a: &x !!str # c\n  b\nd: !!str &é1\n  'e'\n".replacing("é", with: "e"),
            leaves: ["a", "b", "d", "'e'"], values: ["a", "b", "d", "e"]),
        Row(name: "anchored key", text: "&k key: v\n", leaves: ["key", "v"]),
        Row(
            name: "alias", text: "a: &x b\nc: *x\n*x : d\n", leaves: ["a", "b", "c", "*x", "*x", "d"],
            values: ["a", "b", "c", "d"]),
        Row(
            name: "empty values", text: "a:\nb: \n\nc: # x\nd: !!str\ne: &f\n- ".replacing("\n- ", with: "\n"),
            leaves: ["a", "", "b", "", "c", "", "d", "", "e", ""]),
        Row(name: "empty elements", text: "-\n- \n-  # x\n", leaves: ["", "", ""]),
        Row(name: "complex keys", text: "? a\n: b\n? c\n? [d]\n: e\n", leaves: ["a", "b", "c", "", "d", "e"]),
        Row(
            name: "quoted keys", text: "'a b': c\n\"d\": e\n", leaves: ["'a b'", "c", "\"d\"", "e"],
            values: ["a b", "c", "d", "e"]),
        Row(
            name: "flow", text: "{a: b, c: [d, 'e' , \"f\"], g, h: }\n",
            leaves: ["a", "b", "c", "d", "'e'", "\"f\"", "g", "", "h", ""],
            values: ["a", "b", "c", "d", "e", "f", "g", "", "h", ""]),
        Row(name: "flow pairs", text: "[a: b, ? c : d, e:f]\n", leaves: ["a", "b", "c", "d", "e:f"]),
        Row(
            name: "JSON", text: #"{"a":"b","c":[1,true,null]}"#,
            leaves: [#""a""#, #""b""#, #""c""#, "1", "true", "null"],
            values: ["a", "b", "c", "1", "true", "null"]),
        Row(name: "JSON with tabs", text: "{\n\t\"a\": \"b\"\n}\n", leaves: ["\"a\"", "\"b\""], values: ["a", "b"]),
        Row(name: "several documents", text: "a\n---\nb\n...\n--- c\n---\n", leaves: ["a", "b", "c", ""]),
        Row(name: "directives", text: "%YAML 1.2\n%TAG !e! tag:e,\n---\na: !e!x b\n", leaves: ["a", "b"]),
        Row(name: "no last newline", text: "a: b", leaves: ["a", "b"]),
        Row(
            name: "merge key", text: "a: &x {}\nb:\n  <<: *x\n", leaves: ["a", "b", "<<", "*x"],
            values: ["a", "b", "<<"]),
        Row(name: "colon and at inside", text: "i: h:5000/a:1@sha256:0\n", leaves: ["i", "h:5000/a:1@sha256:0"]),
        Row(name: "comments alone", text: "# a\n\n# b\n", leaves: []),
        Row(name: "nothing", text: "", leaves: []),
    ]

    @Test(arguments: rows) func leavesHaveTheirBytes(_ row: Row) throws {
        let stream = try parse(row.text)
        let leaves = stream.allNodes.filter { !$0.kind.isCollection }
        #expect(leaves.map(\.sourceText) == row.leaves)
        #expect(stream.scalars.compactMap(\.string) == row.values ?? row.leaves)
    }

    static let blockRows = [
        Row(name: "literal", text: "a: |\n  x\n  y\nb: c\n", leaves: ["|\n  x\n  y\n"], values: ["x\ny\n"]),
        Row(name: "folded", text: "a: >\n  x\n  y\n\n\nb: c\n", leaves: [">\n  x\n  y\n"], values: ["x y\n"]),
        Row(name: "strip", text: "a: |-\n  x\n\n\nb: c\n", leaves: ["|-\n  x\n"], values: ["x"]),
        Row(name: "keep", text: "a: |+\n  x\n\n \nb: c\n", leaves: ["|+\n  x\n\n \n"], values: ["x\n\n\n"]),
        Row(name: "keep folded", text: "a: >+2\n    x\n\nb: c\n", leaves: [">+2\n    x\n\n"], values: ["  x\n\n"]),
        Row(name: "indicator", text: "a: |2-\n    x\n\n\nb: c\n", leaves: ["|2-\n    x\n"], values: ["  x"]),
        Row(name: "comment in the header", text: "a: |  # c\n  x\n", leaves: ["|  # c\n  x\n"], values: ["x\n"]),
        Row(name: "comment behind", text: "a: |\n  x\n# c\nb: d\n", leaves: ["|\n  x\n"], values: ["x\n"]),
        Row(
            name: "blank line with more spaces is content", text: "a: |\n  x\n     \n \nb: c\n",
            leaves: ["|\n  x\n     \n"], values: ["x\n   \n"]),
        Row(
            name: "leading blank lines", text: "a: |\n\n \n  x\n\nb: c\n", leaves: ["|\n\n \n  x\n"],
            values: ["\n\nx\n"]),
        Row(name: "without content", text: "a: |\n\n\nb: c\n", leaves: ["|\n"], values: [""]),
        Row(name: "without content, kept", text: "a: |+\n\n\nb: c\n", leaves: ["|+\n\n\n"], values: ["\n\n"]),
        Row(
            name: "CRLF", text: "a: |\r\n  x\r\n  y\r\n\r\nb: c\r\n", leaves: ["|\r\n  x\r\n  y\r\n"],
            values: ["x\ny\n"]),
        Row(name: "no last newline", text: "a: |\n  x", leaves: ["|\n  x"], values: ["x"]),
        Row(name: "anchor and tag", text: "a: &b !!str |\n  x\n\nc: d\n", leaves: ["|\n  x\n"], values: ["x\n"]),
        Row(
            name: "in a sequence", text: "- |\n x\n\n- >-\n y\n", leaves: ["|\n x\n", ">-\n y\n"], values: ["x\n", "y"]),
        Row(name: "non-ASCII", text: "é: |\n  日本\n\nb: c\n", leaves: ["|\n  日本\n"], values: ["日本\n"]),
        Row(
            name: "hash and quotes inside", text: "a: |\n  # 'x\n  \"y\n", leaves: ["|\n  # 'x\n  \"y\n"],
            values: ["# 'x\n\"y\n"]),
        Row(
            name: "document behind", text: "|\n x\n\n--- >\n y\n...\n", leaves: ["|\n x\n", ">\n y\n"],
            values: ["x\n", "y\n"]),
    ]

    @Test(arguments: blockRows) func blockScalarsEndWithTheirContent(_ row: Row) throws {
        let scalars = try parse(row.text).scalars.filter(\.style.isBlockScalar)
        #expect(scalars.map(\.sourceText) == row.leaves)
        #expect(scalars.compactMap(\.string) == row.values)
    }

    static let collectionRows = [
        Row(name: "block mapping", text: "a:\n  b: c  # d\n\ne: f\n", leaves: ["a:\n  b: c  # d\n\ne: f", "b: c"]),
        Row(name: "block sequence", text: "a:\n  - b\n  - c\n", leaves: ["a:\n  - b\n  - c", "- b\n  - c"]),
        Row(
            name: "sequence at its parent's column", text: "a:\n- b\n- c\nd: e\n",
            leaves: ["a:\n- b\n- c\nd: e", "- b\n- c"]),
        Row(name: "sequence in a sequence", text: "- - a\n  - b\n", leaves: ["- - a\n  - b", "- a\n  - b"]),
        Row(
            name: "anchored", text: "a: &x\n- b\nc: &y !!map\n  d: e\nf: &z [g]\n",
            leaves: ["a: &x\n- b\nc: &y !!map\n  d: e\nf: &z [g]", "- b", "d: e", "[g]"]),
        Row(
            name: "flow", text: "{a: [b, {}], c: [ ]} # d\n", leaves: ["{a: [b, {}], c: [ ]}", "[b, {}]", "{}", "[ ]"]),
        Row(name: "pair in a flow sequence", text: "[a: b , c]\n", leaves: ["[a: b , c]", "a: b"]),
    ]

    @Test(arguments: collectionRows) func collectionsHaveTheirBytes(_ row: Row) throws {
        #expect(try parse(row.text).allNodes.filter(\.kind.isCollection).map(\.sourceText) == row.leaves)
    }

    @Test func propertiesStandInFrontOfTheRange() throws {
        let node = try #require(try parse("a: &x !!str 'b'\n").first("a"))
        #expect(node.anchor == "x")
        #expect(node.tag == "tag:yaml.org,2002:str")
        #expect(node.range == 12..<15)
        #expect(node.rangeWithProperties == 3..<15)
    }
}
