import Testing

@testable import Planning

@Suite struct TagPatternTests {
    @Test(
        arguments: [
            ("", "x", true), ("a", "cat", true), ("^a", "cat", false), ("t$", "cat", true), ("^cat$", "cat", true),
            ("^$", "", true), ("^.$", "a", true), ("c.t", "cut", true), ("[a-c]+", "xyz", false),
            ("[^a-c]", "abc", false),
            ("^[]x]$", "]", true), ("^[a-]$", "-", true), (#"^\d+\.\d+$"#, "1.20", true),
            (#"^\d+\.\d+$"#, "1x20", false),
            (#"\W"#, "a-b", true), (#"^\w+$"#, "a-b", false), (#"^[\d.]+$"#, "1.2.3", true), ("^a|b$", "xb", true),
            ("^(a|b)$", "xb", false), ("^a{3}$", "aaa", true), ("^a{3}$", "aaaa", false), ("^a{2,}$", "aaaaa", true),
            ("^a{1,2}$", "aaa", false), ("^a{0}$", "", true), ("^(?:ab)+$", "ababab", true), ("^a?b??$", "ab", true),
            ("^(a*)*$", "aaaa", true), ("^(|a)+$", "aaa", true), ("x*", "", true), ("^(?:(?:){1000}){1000}$", "", true),
        ])
    func matches(_ pattern: String, _ tag: String, _ expected: Bool) throws {
        #expect(try TagPattern(pattern).matches(tag) == expected)
    }

    /// The leftmost match, greedy or not as it says, as RE2 and Perl choose it.
    @Test(
        arguments: [
            (
                #"^main-(?P<sha>[0-9a-f]+)-(?<time>\d+)$"#, "main-0a1b-1700000000",
                ["main-0a1b-1700000000", "0a1b", "1700000000"]
            ),
            ("(a+)(a*)", "xaaa", ["aaa", "aaa", ""]), ("(a+?)(a*)", "xaaa", ["aaa", "a", "aa"]),
            ("(a|ab)(c|bcd)", "abcd", ["abcd", "a", "bcd"]), ("(x)?y", "y", ["y", ""]),
            ("(a|b)*", "abb", ["abb", "b"]),
            ("b+|a+", "aab", ["aa"]),
        ])
    func captures(_ pattern: String, _ tag: String, _ expected: [String]) throws {
        #expect(try TagPattern(pattern).captures(in: tag) == expected)
    }

    @Test(
        arguments: [
            ("(", "the pattern '(': a ')' is missing"), (")", "the pattern ')': ')' closes nothing"),
            ("[a", "the pattern '[a': a ']' is missing"), ("*a", "the pattern '*a': there is nothing that '*' repeats"),
            ("a**", "the pattern 'a**': a repetition is repeated"),
            ("a{2", "the pattern 'a{2': a '}' is missing"),
            ("a{3,2}", "the pattern 'a{3,2}': '{3,2}' is no number of repetitions"),
            ("a{x}", "the pattern 'a{x}': '{x}' is no number of repetitions"),
            (#"\b"#, #"the pattern '\b': '\b' is not known"#), (#"(a)\1"#, #"the pattern '(a)\1': '\1' is not known"#),
            ("(?=a)", "the pattern '(?=a)': after '(?' only ':', 'P<name>' and '<name>' are known"),
            ("(?P<a>x)(?P<a>y)", "the pattern '(?P<a>x)(?P<a>y)': two groups are called 'a'"),
            ("[z-a]", "the pattern '[z-a]': a range of characters runs backwards"),
            ("[[:alpha:]]", "the pattern '[[:alpha:]]': classes such as [:alpha:] are not known"),
            ("é", "the pattern 'é': tags have ASCII characters alone"),
            (#"a\"#, #"the pattern 'a\': it ends with '\'"#),
            ("(a{1000}){1000}", "the pattern takes more than 500 steps: repeat less"),
            (String(repeating: "a", count: 513), "the pattern is longer than 512 bytes"),
        ])
    func errors(_ text: String, _ message: String) {
        let error = #expect(throws: PatternError.self) { try TagPattern(text) }
        #expect(error?.description == message)
    }

    @Test func groupsAreNotNestedWithoutEnd() {
        let deep = String(repeating: "(", count: 21) + String(repeating: ")", count: 21)
        let error = #expect(throws: PatternError.self) { try TagPattern(deep) }
        #expect(error?.description.hasSuffix("groups are nested deeper than 20") == true)
    }

    /// Patterns that make a backtracking matcher take years.
    @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(a*)*b$", "(x+x+)+y", "^(.*a){20}$", "(a?){50}a{50}"])
    func hostilePatternsAreQuick(_ text: String) throws {
        let pattern = try TagPattern(text)
        let tag = String(repeating: "a", count: 127) + "!"
        let taken = ContinuousClock().measure { for _ in 0..<10 { _ = pattern.captures(in: tag) } }
        #expect(taken < .seconds(30))
    }

    @Test(
        arguments: [
            ("$time", "1700"), ("${time}", "1700"), ("$2", "1700"), ("$sha.$time", "0a1b.1700"), ("$$$time", "$1700"),
            ("v$time-x", "v1700-x"), ("$0", "main-0a1b-1700"),
        ])
    func templates(_ template: String, _ expected: String) throws {
        let pattern = try TagPattern(#"^main-(?P<sha>\w+)-(?P<time>\d+)$"#)
        #expect(try TagExtraction(pattern, template: template).value(of: "main-0a1b-1700") == expected)
        #expect(try TagExtraction(pattern, template: template).value(of: "main-1700") == nil)
    }

    @Test(
        arguments: [
            ("$", "the template '$': a group is written $name, ${name} or $1"),
            ("${a", "the template '${a': a group is written $name, ${name} or $1"),
            ("$b", "the template '$b' uses the group 'b', which the pattern does not have"),
            ("$3", "the template '$3' uses the group '3', which the pattern does not have"),
            ("x", "the template 'x' takes nothing of the tag: name a group, as in $version"),
        ])
    func templateErrors(_ template: String, _ message: String) throws {
        let pattern = try TagPattern("(?P<a>x)(y)")
        let error = #expect(throws: PatternError.self) { try TagExtraction(pattern, template: template) }
        #expect(error?.description == message)
    }

    @Test func theOnlyGroupNeedsNoTemplate() throws {
        #expect(try TagExtraction(TagPattern("^v(.*)$"), template: nil).value(of: "v1") == "1")
        let error = #expect(throws: PatternError.self) { try TagExtraction(TagPattern("(a)(b)"), template: nil) }
        #expect(
            error?.description == "the pattern '(a)(b)' has 2 groups: a template has to say which is compared")
    }
}
