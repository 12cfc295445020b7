import Testing
import YAMLSource

@Suite struct CommentTests {
    static let trailing: [(String, String?)] = [
        ("image: a # pinnace: ignore\n", "pinnace: ignore"),
        ("image: 'a # b' # c\n", "c"),
        ("image: 'a # b'\n", nil),
        ("image: a#b\n", nil),
        ("image: a # {\"$imagepolicy\": \"x:y\"}\r\n", "{\"$imagepolicy\": \"x:y\"}"),
        ("image: a\n# b\n", nil),
        ("image: a #", ""),
        ("image: a\t#b", "b"),
        ("image: # b\n", "b"),
        ("{image: a, b: '# c', d: \"# e\"} # f\n", "f"),
        ("{image: a, b: 'c\n # d'} # e\n", nil),
        ("[{image: a}, # b\n c] # d\n", "b"),
        ("image: | # b\n  # c\n", "b"),
        ("image: |\n  # c\nd: e # f\n", nil),
        ("image: &x a # b\n", "b"),
        ("x: &x 1\nimage: *x # b\n", "b"),
        ("image: é # ü\u{85}b: c", "ü"),
        ("image: >-\n  a\n# b\n", nil),
    ]

    @Test(arguments: trailing) func theCommentOnTheLineIsFound(_ text: String, _ comment: String?) throws {
        let node = try #require(try parse(text).first("image"))
        #expect(node.trailingComment?.text == comment)
    }

    static let above: [(String, [String])] = [
        ("# a\n#b\nimage: x\n", ["a", "b"]),
        ("# a\n\n# b\nimage: x\n", ["b"]),
        ("a: b # c\nimage: x\n", []),
        ("a: |\n  # b\nimage: x\n", []),
        ("a: |\n  b\n# c\nimage: x\n", ["c"]),
        ("a:\r\n  # b\r\n  - image: x\r\n", ["b"]),
        ("a: 'b\n  # c\n  d'\nimage: x\n", []),
        ("a: '\n  # c'\nimage: x\n", []),
        ("image: x\n", []),
    ]

    @Test(arguments: above) func theCommentsAboveAreFound(_ text: String, _ comments: [String]) throws {
        let node = try #require(try parse(text).first("image"))
        #expect(node.commentsAbove.map(\.text) == comments)
    }

    @Test func aCommentKnowsItsBytes() throws {
        let stream = try parse("image: é #  b \n")
        let comment = try #require(stream.first("image")?.trailingComment)
        #expect(string(Array(stream.source.payload[comment.range])) == "#  b ")
    }
}
