import PinnaceTestSupport
import Reconciliation
import Testing

@testable import Controller

/// What strangers write into files, tags, messages and addresses stays text.
@Suite struct HTMLTests {
    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        (#"" onmouseover="x"#, "&quot; onmouseover=&quot;x"), ("it's `x`", "it&#39;s &#96;x&#96;"),
        ("a & b", "a &amp; b"),
        ("&lt;", "&amp;lt;"), ("one\ntwo\tthree", "one two three"), ("\u{202e}gpj.exe", #"\u{202e}gpj.exe"#),
        ("a\u{0}b", #"a\u{0}b"#), ("zero\u{200b}width", #"zero\u{200b}width"#), ("é 日本 🚢", "é 日本 🚢"),
    ])
    func textIsEscaped(_ text: String, _ escaped: String) {
        var bytes: [UInt8] = []
        HTML.text(text).write(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == escaped)
        bytes = []
        Tag.a(.title(text)).write(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == #"<a title="\#(escaped)"></a>"#)
    }

    @Test(arguments: [
        (["repositories", "team-a", "apps"], "/repositories/team-a/apps"), ([], "/"),
        (["..", "."], "/%2E%2E/%2E"), (["//evil.example.com"], "/%2F%2Fevil.example.com"),
        (["javascript:alert(1)"], "/javascript%3Aalert%281%29"), (["a b", "é"], "/a%20b/%C3%A9"),
    ])
    func anAddressStaysInside(_ segments: [String], _ text: String) {
        #expect(PagePath(segments).text == text)
    }

    @Test func aQueryComesBackAsItWas() {
        let query = PageQuery("q=a+b%26c&state=blocked&broken=%zz&bytes=%ff&none&page=2")
        #expect(query["q"] == "a b&c")
        #expect(query["state"] == "blocked")
        #expect(query["broken"] == nil)
        #expect(query["bytes"] == nil)
        #expect(PagePath([], query.keeping(["q", "page", "other"])).text == "/?q=a%20b%26c&page=2")
        #expect(PageQuery("q=\(String(repeating: "x", count: 5_000))")["q"]?.count == PageQuery.longestValue)
        #expect(PageQuery(String(repeating: "a=b&", count: 5_000)).pairs.count == 16)
    }

    @Test(arguments: [
        (["pinnace", "rollback", "https://git.example.com/a.git"], "pinnace rollback https://git.example.com/a.git"),
        (["x", "https://h/$(reboot)"], "x 'https://h/$(reboot)'"), (["a'b; reboot"], #"'a'\''b; reboot'"#),
        (["a\nreboot\n"], "'areboot'"), ([""], "''"), (["\u{202e}x"], "'x'"), (["**/redis"], "'**/redis'"),
    ])
    func aCommandIsOneCommand(_ words: [String], _ text: String) {
        #expect(ShellCommand(words: words).text == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (20_000, "20,000"), (1_234_567, "1,234,567")])
    func numbersAreGrouped(_ count: Int, _ text: String) {
        #expect(CountText.text(count) == text)
    }

    @Test func wordsAreFoundInAnyCase() throws {
        let search = try #require(TextSearch("Redis PROD"))
        #expect(search.finds(in: ["docker.io/library/redis", nil, "Deployment/prod/cache"]))
        #expect(!search.finds(in: ["docker.io/library/redis", "Deployment/dev/cache"]))
        #expect(TextSearch("  ") == nil)
    }
}
