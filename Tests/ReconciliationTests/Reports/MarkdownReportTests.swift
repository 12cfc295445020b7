import ImageModel
import Manifests
import Planning
import Reconciliation
import Testing

@Suite struct MarkdownReportTests {
    @Test func aPlanReadsAsAComment() {
        #expect(
            MarkdownReport(ReportSamples.plan).text() == """
                **1 change**, 1 unchanged, 1 skipped, 1 held, 2 blocked in 3 files at `3f2c9ab1d0e4`

                ### Changes

                | From | To | File |
                | --- | --- | --- |
                | `gcr.io/p/app:1.0.0` | `us-docker.pkg.dev/p/app:1.0.0@sha256:0123456789ab…` | `k8s/api.yaml:21` |

                ### Blocked

                | Image | File | Reason | Message |
                | --- | --- | --- | --- |
                | `gcr.io/p/db:2` | `k8s/a b.yaml:3` | `platform-missing` | offers linux/arm64 &#124; &#96;only&#96;&#92;nso &lt;b&gt;no&lt;/b&gt; |
                | `gcr.io/p/q:2` | `k8s/a b.yaml:4` | `registry-unavailable` | no answer |

                <details><summary>Held and skipped (2)</summary>

                | Image | File | Reason | Message |
                | --- | --- | --- | --- |
                | `nginx:1` | `k8s/a b.yaml:5` | `held` | held: see https&#58;//x.test |
                | `{{ .Values.x }}` | `k8s/a b.yaml:6` | `templated` |  |

                </details>

                <details><summary>Findings (2)</summary>

                | File | Reason | Message |
                | --- | --- | --- |
                | `charts/x.yaml:3` | `unparsable` | a tab |
                | `b.yaml` | `unparsable` | too big |

                </details>

                """)
    }

    @Test(arguments: [
        ("a|b", "a&#124;b"), ("`x`", "&#96;x&#96;"), ("a\nb", "a&#92;nb"), ("\u{202E}x", "&#92;u{202e}x"),
        ("<img src=x>", "`<img src=x>`"), ("a\\|b", "a&#92;&#124;b"),
    ])
    func noImageBreaksOutOfItsCell(_ image: String, _ cell: String) {
        let plan = Plan(
            revision: nil, files: 1,
            references: [ReportSamples.left(.blocked, image, .invalidReference, "no", line: 1)], findings: [])
        #expect(MarkdownReport(plan).text().contains("| \(cell) | `k8s/a b.yaml:1` | `invalid-reference` | no |"))
    }
}
