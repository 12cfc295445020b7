import Foundation
import Planning
import Reconciliation
import Testing

@testable import Commands

@Suite struct ListingTextTests {
    @Test func aScanIsATable() {
        let plan = RenderingSamples.plan
        let scan = Scan(
            revision: RenderingSamples.revision, files: 4,
            references: plan.references.prefix(3).map { ScannedReference(occurrence: $0.occurrence, from: $0.from) },
            findings: plan.findings)
        #expect(
            ScanText(scan: scan).text == """
                k8s/api.yaml:21  Pod/prod/api  spec.containers[0].image  gcr.io/p/app:1.0.0
                k8s/api.yaml:30  -             spec.containers[0].image  nginx:1.27.0
                k8s/db.yaml:3    -             spec.containers[0].image  gcr.io/p/db:2

                Findings
                  charts/x.yaml:3:1  unparsable  a tab

                3 references in 4 files at 3f2c9ab1d0e4

                """)
    }

    @Test func aHistoryIsABlockForEachCommit() {
        let pin = RenderingSamples.pin
        let changes = [
            HistoryChange(
                file: "k8s/api.yaml", object: "Pod/prod/api", field: "spec.containers[0].image", from: "gcr.io/p/app:1",
                to: "us-docker.pkg.dev/p/app:1@\(pin)", rule: "rewrites[0]", reason: "moved"),
            HistoryChange(file: "k8s/api.yaml", object: nil, field: "image", from: nil, to: "nginx:1"),
            HistoryChange(file: "values.yaml", object: nil, field: "image", from: "nginx:1", to: nil),
        ]
        var hold = Hold()
        (hold.file, hold.object, hold.until, hold.reason) = ("k8s/api.yaml", "Pod/prod/api", "2026-12-31", "audit")
        var holds = HistoryCommit(
            id: RenderingSamples.revision, time: Date(timeIntervalSince1970: 60), author: "Ann <a@example.com>",
            operation: "hold", subject: "Hold", changes: [])
        holds.holds = [HistoryHold(.held, hold), HistoryHold(.released, hold)]
        let commits = [
            holds,
            HistoryCommit(
                id: RenderingSamples.revision, time: Date(timeIntervalSince1970: 1_795_169_400),
                author: "Pinnace <p@example.com>", operation: "reconcile", subject: "Pin app", changes: changes),
            HistoryCommit(
                id: RenderingSamples.revision, time: Date(timeIntervalSince1970: 0), author: "Ann <a@example.com>",
                operation: nil, subject: RenderingSamples.hostile, changes: []),
        ]
        #expect(
            HistoryText(commits: commits).text == """
                3f2c9ab1d0e4  1970-01-01 00:01 UTC  Ann <a@example.com>  hold
                  Hold
                  held until 2026-12-31: k8s/api.yaml Pod/prod/api (audit)
                  released: k8s/api.yaml Pod/prod/api

                3f2c9ab1d0e4  2026-11-20 10:10 UTC  Pinnace <p@example.com>  reconcile
                  Pin app
                  k8s/api.yaml
                    Pod/prod/api spec.containers[0].image: gcr.io/p/app:1 → us-docker.pkg.dev/p/app:1@sha256:0123456789ab… (rewrites[0]; moved)
                    image: nginx:1 added
                  values.yaml
                    image: nginx:1 removed

                3f2c9ab1d0e4  1970-01-01 00:00 UTC  Ann <a@example.com>
                  \(RenderingSamples.harmless)

                """)
    }

    @Test func noHistory() {
        #expect(HistoryText(commits: []).text == "No commit changed an image.\n")
        #expect(
            HistoryText(commits: [], selection: "app apps/").text == "No commit changed an image of app apps/.\n")
    }

    @Test(arguments: [
        ("plain text – ü 漢", "plain text – ü 漢"), (RenderingSamples.hostile, RenderingSamples.harmless),
        ("a\tb", "a\\tb"), ("\u{2028}", "\\u{2028}"), ("\u{FEFF}", "\\u{feff}"), ("\u{E0041}", "\\u{e0041}"),
        ("\u{7F}", "\\u{7f}"), ("\u{115F}", "\\u{115f}"), ("e\u{301}", "e\u{301}"),
    ])
    func printable(_ text: String, _ expected: String) {
        #expect(Printable.text(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test(arguments: [("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("ü", 1), ("→", 1), ("", 0)])
    func columns(_ text: String, _ width: Int) {
        #expect(DisplayWidth.columns(text) == width)
    }
}
