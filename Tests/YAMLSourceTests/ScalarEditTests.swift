import Testing
import YAMLSource

@Suite struct ScalarEditTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let before: String
        let value: String
        let after: String

        init(_ before: String, _ value: String, _ after: String) {
            self.before = before
            self.value = value
            self.after = after
        }

        var testDescription: String { before.debugDescription }
    }

    static let rows = [
        Row("image: a:1\n", "b:2@sha256:0", "image: b:2@sha256:0\n"),
        Row("image:   a  # c\r\nb: c", "d", "image:   d  # c\r\nb: c"),
        Row("image: 'a'\n", "it's", "image: 'it''s'\n"),
        Row("image: 'a'\n", "x\ny", "image: \"x\\ny\"\n"),
        Row("image: \"a\"\n", "x\"\\\t\u{85}\u{1}é🚢\u{2028}", "image: \"x\\\"\\\\\\t\\x85\\x01é🚢\\u2028\"\n"),
        Row("image: a", "b", "image: b"),
        Row("image: &x a\nb: *x\n", "c", "image: &x c\nb: *x\n"),
        Row("image: !!str a\n", "c", "image: !!str c\n"),
        Row("image: a\n  b\nc: d\n", "e", "image: e\nc: d\n"),
        Row("{image: a, b: c}\n", "d:1", "{image: d:1, b: c}\n"),
        Row("{image: a, b: c}\n", "d,e", "{image: \"d,e\", b: c}\n"),
        Row("{\"image\":\"a\"}", "b", "{\"image\":\"b\"}"),
        Row("é: ü\nimage: ö # ß\n", "a", "é: ü\nimage: a # ß\n"),
        Row("image:\nb: c\n", "d", "image: d\nb: c\n"),
        Row("image:   # c\n", "d", "image: d   # c\n"),
        Row("image: &x\n", "d", "image: &x d\n"),
        Row("image: ~\n", "d", "image: d\n"),
        Row("image: 1.10\n", "1.11", "image: \"1.11\"\n"),
        Row("image: 1.10\n", "1.11.0", "image: 1.11.0\n"),
        Row("image: |\n  a\nb: c\n", "d", "image: |\n  d\nb: c\n"),
        Row("image: |-\r\n    a\r\n\r\nb: c\r\n", "d\n", "image: |-\r\n    d\r\n\r\nb: c\r\n"),
        Row("image: >+\n  a\n\nb: c\n", "d # e", "image: >+\n  d # e\n\nb: c\n"),
        Row("image: |2\n    a\n", "d", "image: |2\n  d\n"),
        Row("image: a:1\n", "a:1", "image: a:1\n"),
    ]

    @Test(arguments: rows) func theValueChangesInItsStyle(_ row: Row) throws {
        let stream = try parse(row.before)
        let edit = try #require(stream.first("image")).replacingValue(with: row.value)
        #expect(string(try YAMLEditing.apply([edit], to: stream)) == row.after)
    }

    static let unsafe = [
        "", "~", "null", "NULL", "true", "False", "yes", "No", "ON", "off", "y", "N", "1", "-1", "+1", "1.10", "1e3",
        ".5", "5.",
        "0x1f", "0o17", "0b1", "0777", "1_000", "1:30", "190:20:30.15", ".inf", "-.INF", ".NaN", "2001-12-14",
        "2001-12-14t21:59:43.10-05:00", "2001-1-1 10:00:00", "<<", "=", " a", "a ", "a: b", "a:", "a #b", "#a", "- a",
        "-", "?",
        ": a", ",a", "[a", "]a", "{a", "}a", "&a", "*a", "!a", "|", ">", "'a", "\"a", "%a", "@a", "`a", "---", "...",
        "a\nb",
        "a\tb", "\u{FEFF}a", "a\u{85}b", "12345678", "123e456",
    ]

    @Test(arguments: unsafe) func aPlainScalarIsQuotedWhereItHasToBe(_ value: String) throws {
        let stream = try parse("image: a # b\n")
        let edit = try #require(stream.first("image")).replacingValue(with: value)
        #expect(edit.replacementText.first == "\"")
        let edited = try YAMLStream(bytes: YAMLEditing.apply([edit], to: stream))
        #expect(edited.first("image")?.string == value)
    }

    static let safe = [
        "gcr.io/a/b:1.2@sha256:00", "localhost:5000/a", "1.2.3", "v1.10", "2001-12-14-a", "a#b", "a:b", "a'b\"c",
        "1.2.3-rc.1",
        "deadbeef", "1a2b3c4", "é日本🚢", "a, b", "a b", "nulls", "ye", "0a", "12ab", "sha256:00",
    ]

    @Test(arguments: safe) func aPlainScalarStaysPlainWhereItCan(_ value: String) throws {
        let stream = try parse("image: x # b\n")
        let edit = try #require(stream.first("image")).replacingValue(with: value)
        #expect(string(try YAMLEditing.apply([edit], to: stream)) == "image: \(value) # b\n")
    }

    static let refused: [(String, String)] = [
        ("image: [a]\n", "1:8: a collection has no value to replace"),
        ("x: &x a\nimage: *x\n", "2:8: an alias has no value of its own; edit the node that it names"),
        ("image: !!int 1\n", "1:14: the tag says that the value is no string"),
        ("image: |\n  a\n  b\n", "1:8: the block scalar has not one line of content; replace a part of it"),
        ("image: >\n  a\n  b\n", "1:8: the block scalar has not one line of content; replace a part of it"),
        ("image: |\n\n", "1:8: the block scalar has not one line of content; replace a part of it"),
        ("? image\n", "1:8: there is no `:` to put a value behind"),
    ]

    @Test(arguments: refused) func whatCannotBeEditedIsNamed(_ text: String, _ message: String) throws {
        let stream = try parse(text)
        let node = try #require(stream.first("image"))
        let error = failure { try node.replacingValue(with: "b") }
        #expect(error?.description == message)
        #expect(error?.code == .unsupportedEdit)
    }

    static let parts: [(String, String)] = [
        ("image: |\n  x: OLD # OLDER\n".replacing("OLDER", with: "o"), "image: |\n  x: new:1 # o\n"),
        ("image: |+2\r\n    é\r\n\r\n   OLD\r\n\r\nb: c\r\n", "image: |+2\r\n    é\r\n\r\n   new:1\r\n\r\nb: c\r\n"),
        ("image: >-\n  a\n  b OLD c\n", "image: >-\n  a\n  b new:1 c\n"),
        ("image: '--x=OLD'\n", "image: '--x=new:1'\n"),
        ("image: --x=OLD y\n", "image: --x=new:1 y\n"),
        ("image: -OLD\n", "image: \"-new:1\"\n"),
        ("image: x=OLD y\n", "image: x=new:1 y\n"),
        ("image: \"a\\tOLD\"\n", "image: \"a\\tnew:1\"\n"),
    ]

    @Test(arguments: parts) func aPartOfAValueIsReplacedInPlace(_ before: String, _ after: String) throws {
        let stream = try parse(before)
        let edit = try #require(stream.first("image")).replacing("OLD", with: "new:1")
        #expect(string(try YAMLEditing.apply([edit], to: stream)) == after)
    }

    @Test func severalPartsOfOneValueAreReplacedTogether() throws {
        let stream = try parse("a: |\n  x: 1\n  y: 2\n  z: 1\n")
        let node = try #require(stream.first("a"))
        let edits = [try node.replacingPart(13..<14, with: "three"), try node.replacingPart(3..<4, with: "one")]
        #expect(string(try YAMLEditing.apply(edits, to: stream)) == "a: |\n  x: one\n  y: 2\n  z: three\n")
        #expect(failure { try node.replacing("1", with: "b") }?.message == "the value contains `1` more than once")
        #expect(failure { try node.replacing("4", with: "b") }?.message == "the value does not contain `4`")
        #expect(
            failure { try node.replacingPart(3..<6, with: "b") }?.message
                == "this part of the block scalar cannot be replaced in its place")
    }
}
