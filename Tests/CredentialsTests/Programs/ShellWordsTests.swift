import Testing

@testable import Credentials

@Suite struct ShellWordsTests {
    /// As Python's `shlex.split` has them.
    @Test(
        arguments: [
            ("a b", ["a", "b"]), ("  a   b\t", ["a", "b"]), ("'a b' c", ["a b", "c"]), (#""a b"c d"#, ["a bc", "d"]),
            (#"a\ b"#, ["a b"]), (#""a\"b\\c\d""#, [#"a"b\c\d"#]), (#"'a\b'"#, [#"a\b"#]), ("''", [""]), ("", []),
            ("$HOME `x` *", ["$HOME", "`x`", "*"]), ("'a", nil), (#"a\"#, nil), (#""a"#, nil),
        ] as [(String, [String]?)])
    func words(_ text: String, _ words: [String]?) { #expect(ShellWords.split(text) == words) }
}
