import Testing
import YAMLSource

@Suite struct LookupTests {
    static let merged = """
        base: &base {a: base, b: base, c: base}
        other: &other {b: other, d: other}
        one:
          <<: *base
          a: own
        list:
          <<: [*other, *base]
        nested:
          <<:
            <<: *other
            d: inner
        quoted:
          '<<': *base
        whole: *base
        """

    static let lookups: [([String], String?)] = [
        (["one", "a"], "own"), (["one", "b"], "base"), (["one", "d"], nil),
        (["list", "b"], "other"), (["list", "c"], "base"), (["list", "d"], "other"),
        (["nested", "b"], "other"), (["nested", "d"], "inner"),
        (["quoted", "a"], nil), (["whole", "a"], "base"), (["missing"], nil), (["one", "a", "b"], nil),
    ]

    @Test(arguments: lookups) func keysAreFoundThroughAliasesAndMerges(_ path: [String], _ value: String?) throws {
        let root = try parse(Self.merged).documents[0]
        let found = path.reduce(Optional(root)) { $0?[$1] }
        #expect(found?.resolved.string == value)
    }

    @Test func entriesAppearAsWritten() throws {
        let root = try parse(Self.merged).documents[0]
        #expect(root["one"]?.entries.map { $0.key.string } == ["<<", "a"])
        #expect(root["one"]?.entry("b") == nil)
        #expect(root["one"]?.count == 2)
        #expect(root["list"]?["<<"]?.elements.map(\.kind) == [.alias, .alias])
        #expect(root["whole"]?.kind == .alias)
        #expect(root["whole"]?.resolved == root["base"])
    }

    @Test func theLastOfTwoKeysCounts() throws {
        #expect(try parse("a: 1\na: 2\n").documents[0]["a"]?.string == "2")
    }

    @Test func elementsHaveBounds() throws {
        let root = try parse("- a\n- [b]\n").documents[0]
        #expect(root[0]?.string == "a")
        #expect(root[1]?[0]?.string == "b")
        #expect(root[2] == nil)
        #expect(root[-1] == nil)
    }

    @Test func parentsAndKeysLeadBack() throws {
        let stream = try parse("a:\n  - b: c\n")
        let leaf = try #require(stream.first("b"))
        #expect(leaf.entryKey?.string == "b")
        #expect(leaf.parent?.parent?.entryKey?.string == "a")
        #expect(leaf.parent?.parent?.parent == stream.documents[0])
        #expect(stream.documents[0].parent == nil)
    }

    @Test func anchorsEndWithTheirDocument() {
        #expect(
            failure { try parse("a: &x 1\n---\nb: *x\n") }?.description
                == "3:4: the alias *x has no anchor &x before it")
        #expect(
            failure { try parse("a: &x [1, *x]\n") }?.description
                == "1:11: the alias *x stands inside the node that it names")
    }

    @Test func theNearestAnchorBeforeCounts() throws {
        let root = try parse("a: &x 1\nb: *x\nc: &x 2\nd: *x\n").documents[0]
        #expect(root["b"]?.resolved.string == "1")
        #expect(root["d"]?.resolved.string == "2")
    }

    static let types: [(String, ScalarType)] = [
        ("", .null), ("~", .null), ("Null", .null), ("nULL", .string), ("true", .bool), ("FALSE", .bool),
        ("yes", .string),
        ("1", .int), ("-12", .int), ("0x1F", .int), ("0o17", .int), ("0x", .string), ("1.10", .float), (".5", .float),
        ("1e3", .float), ("1e", .string), ("-.inf", .float), (".nan", .float), ("1.2.3", .string),
        ("2001-01-01", .string),
        ("'1'", .string), ("!!int 1", .int), ("!!str 1", .string), ("!x 1", .other), ("123456789", .int),
        ("v1", .string),
        (".", .string), ("-", .string), ("+", .string), ("1_000", .string),
    ]

    @Test(arguments: types) func scalarsResolveAsInTheCoreSchema(_ text: String, _ type: ScalarType) throws {
        let node = try #require(
            try parse("[\(text)]".replacing("[-]", with: "['-']")).documents[0][0] ?? parse("a:").first("a"))
        #expect(node.scalarType == type)
        #expect(node.isNull == (type == .null))
    }

    @Test func comparisonMakesNoString() throws {
        let node = try #require(try parse("a: \"x\\ty\"\n").first("a"))
        #expect(node.equals("x\ty" as StaticString))
        #expect(node.equals("x\ty" as String))
        #expect(!node.equals("x\t" as StaticString))
        #expect(node.hasPrefix("x"))
        #expect(Array(node.valueBytes) == [0x78, 0x09, 0x79])
    }
}
