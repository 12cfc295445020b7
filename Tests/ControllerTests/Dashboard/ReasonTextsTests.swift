import Foundation
import PinnaceTestSupport
import Reconciliation
import Testing

@testable import Controller

/// What the dashboard says of a reason is what the documentation says. `make docs` writes it anew.
@Suite struct ReasonTextsTests {
    @Test func theyAreTheProjectsPage() throws {
        let page = try ProjectFile("docs/reasons.md").text()
        #expect(!page.contains("\"\"\"#"))
        let generated = """
            // swift-format-ignore-file
            // Generated from docs/reasons.md by 'make docs'.

            extension ReasonTexts {
                static let page = #\"""
            \(page)\"""#
            }

            """
        let file = ProjectFile("Sources/Controller/Dashboard/Pages/ReasonTexts+Page.swift")
        #expect(try file.problem(comparedWith: generated) == nil)
    }

    @Test func eachHasItsParagraphs() throws {
        let codes = try ProjectFile("docs/reasons.md").text().matches(of: #/(?m)^## `([a-z-]+)`$/#).map { String($0.1) }
        #expect(ReasonTexts.all.map(\.code) == codes)
        #expect(ReasonTexts.all.allSatisfy { !$0.paragraphs.isEmpty })
    }

    @Test(arguments: [
        (
            "*Held.* A [hold](holds.md) keeps it. `pinnace release` ends it.",
            "<em>Held.</em> A hold keeps it. <code>pinnace release</code> ends it."
        ),
        ("see [`image`](trust.md#x)", "see <code>image</code>"), ("2 * 3 [open", "2 * 3 [open"), ("<b>", "&lt;b&gt;"),
    ])
    func markdownIsRead(_ text: String, _ html: String) {
        var bytes: [UInt8] = []
        MarkdownText(text: text).html.write(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == html)
    }
}
