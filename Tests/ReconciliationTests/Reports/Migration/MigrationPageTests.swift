import Foundation
import Planning
import Reconciliation
import Testing

/// The page is one file, whatever images and files are called.
@Suite struct MigrationPageTests {
    static let reports: [MigrationReport] = [
        MigrationSamples.whole, MigrationSamples.small,
        MigrationReport([], PlanningRules(), revision: nil, files: 0, findings: []),
    ]

    private func page(_ report: MigrationReport) -> String {
        String(decoding: MigrationPage(report, version: "1.2.3").bytes, as: UTF8.self)
    }

    @Test(arguments: reports) func nothingIsRunOrLoaded(_ report: MigrationReport) {
        let page = page(report)
        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
        #expect(page.contains(#"content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;""#))
        for word in ["<script", "<iframe", "<object", "<link", "<img", " src=", " href=", " style=", "url(", "@import"]
        {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(!page.unicodeScalars.contains("\u{202E}"))
    }

    @Test func namesStayText() {
        var references = MigrationSamples.references
        references.append(MigrationSamples.surveyed("gcr.io/p/app:1", "\(MigrationSamples.hostile).yaml", line: 1))
        let page = page(MigrationReport(references, MigrationSamples.rules, revision: nil, files: 1, findings: []))
        #expect(page.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;|&#96;x&#96;\\u{202e}.yaml:1"))
    }

    @Test func elementsAreClosedAndIdsAreOnes() throws {
        let page = page(MigrationSamples.whole)
        var open: [String] = []
        for match in page.matches(of: #/<(/?)([a-z][a-z0-9]*)[^>]*>/#) {
            let name = String(match.2)
            if ["meta"].contains(name) { continue }
            if match.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
        }
        #expect(open == [])
        let ids = page.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for match in page.matches(of: #/aria-labelledby="([^"]*)"/#) {
            for id in match.1.split(separator: " ") { #expect(ids.contains(String(id))) }
        }
    }

    @Test func theCourseIsDrawnAndTold() {
        let page = page(MigrationSamples.whole)
        #expect(
            page.contains(
                "From 2026-11-01 to 2026-11-13: moved from 0 to 1; elsewhere from 4 to 4; left from 5 to 4. "
                    + "The table below has the numbers."))
        #expect(page.contains(#"d="M0 100L0 100L809.1 100L809.1 66.7L970.9 66.7L970.9 88.9L1000 88.9L1000 100Z""#))
        #expect(page.contains(">2026-11-11</time>"))
    }

    @Test func markdownKeepsToItsCells() {
        let text = MigrationMarkdown(MigrationSamples.whole).text()
        #expect(
            text.hasPrefix("**9 references** to 8 images in 7 files at `3f2c9ab1d0e4`\n\n- 2 pinned by digest (22 %)\n")
        )
        #expect(text.contains("| `gcr.io` | `us-docker.pkg.dev` | 1 | 4 | 20 % |"))
        #expect(
            text.contains(
                "| `k8s/api.yaml:40` | `gcr.io/p/app:1.0.0` | `us-docker.pkg.dev/p/apps/app` | `held`: held: audit |"
            ))
        #expect(text.contains("| — `gcr.io/other` | 1 | 1 |"))
        #expect(
            text.contains(
                "| **rebuild** | built on debian:12 at sha256:aaaaaaaaaaaa, which names sha256:bbbbbbbbbbbb now: rebuild it |"
            ))
        #expect(!text.contains("<script>"))
        for line in text.split(separator: "\n") where line.hasPrefix("| ") { #expect(line.hasSuffix(" |")) }
    }

    @Test func nothingToTellIsSaid() {
        let nothing = MigrationReport([], PlanningRules(), revision: nil, files: 0, findings: [])
        #expect(MigrationMarkdown(nothing).text() == "**0 references** to 0 images in 0 files\n")
        #expect(page(nothing).contains("No file that was looked at names an image."))
    }
}
