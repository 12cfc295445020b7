import Manifests
import Testing

@Suite struct FieldPatternTests {
    @Test(arguments: [
        ("", "empty", "character 1: the path is empty"),
        ("a..b", "empty-key", "character 3: a key is missing here"),
        ("a.", "empty-key", "character 3: a key is missing here"),
        (".a", "empty-key", "character 1: a key is missing here"),
        ("a.*Image", "partial-wildcard", "character 3: '*Image' is not known: '*' and '**' stand for whole keys"),
        ("a[b", "bracket", "character 2: the '[' is not closed"),
        ("a[\"b]", "bracket", "character 2: the '[' is not closed"),
        ("a[\"b\"", "bracket", "character 2: the '[' is not closed"),
        ("a[0]b", "bracket", "character 5: a '.' or '[' has to follow a ']'"),
        ("a[-1]", "bracket", "character 2: '[-1]' is not known; there are [*], [0], [\"key\"] and [key=value]"),
        ("a[=b]", "bracket", "character 2: '[=b]' is not known; there are [*], [0], [\"key\"] and [key=value]"),
        ("**.a.**.b.**", "too-deep", "character 11: '**' can stand twice in a path, not more often"),
    ])
    func refused(text: String, code: String, message: String) {
        #expect {
            try FieldPattern(text)
        } throws: { error in
            let error = error as? FieldPatternError
            return error?.code.rawValue == code && error?.description == message
        }
    }

    @Test func itKeepsItsSpelling() throws {
        #expect(try FieldPattern("a[*][\"b.c\"].**.d[e=f]").description == "a[*][\"b.c\"].**.d[e=f]")
        #expect(try FieldPattern("a.*") == FieldPattern("a.*"))
    }
}
