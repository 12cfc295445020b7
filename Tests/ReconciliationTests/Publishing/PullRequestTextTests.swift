import Manifests
import Planning
import Testing

@testable import Reconciliation

@Suite struct PullRequestTextTests {
    private static func draft(_ references: [PlannedReference]) -> Reconciler.Draft {
        let plan = Plan(revision: nil, files: references.count, references: references, findings: [])
        return Reconciler.Draft(plan: plan, changes: [], holds: [])
    }

    private static func text(
        _ references: [PlannedReference], subject: String = "Pin app", group: String? = nil, title: Int = 256,
        body: Int = 65_536
    ) -> PullRequestText {
        PullRequestText(
            draft(references), CommitProposal(changes: [], message: subject + "\n\nBody\n"), group: group,
            titleLimit: title, bodyLimit: body)
    }

    @Test func aTableOfWhatChanges() {
        let text = Self.text([ReportSamples.change])
        #expect(text.title == "Pin app")
        #expect(
            text.body == """
                Pins 1 image in 1 file.

                | File | Image | From | To | Platforms | Identity |
                | --- | --- | --- | --- | --- | --- |
                | `k8s/api.yaml:21` | `app` | `gcr.io/p/app:1.0.0` | `us-docker.pkg.dev/p/app:1.0.0@sha256:0123456789ab…` | linux/amd64, linux/arm64 | same digest |

                Kept up to date by Pinnace for as long as nobody else commits to this branch. Close it to refuse exactly \
                these changes; `pinnace hold` keeps an image where it is.

                `pinnace-change: \(text.fingerprint.text)`
                """)
    }

    /// Azure DevOps takes 4,000 characters: rows give way, the fingerprint does not.
    @Test func longTablesAreCut() throws {
        let references = (0..<500).map { _ in ReportSamples.change }
        let text = Self.text(references, title: 40, body: 4_000)
        #expect(text.body.count <= 4_000 && text.body.count > 3_500)
        #expect(text.body.contains(" more, which the diff shows.\n"))
        #expect(try #require(ChangeFingerprint(in: text.body)) == text.fingerprint)
        #expect(Self.text(references, subject: String(repeating: "x", count: 90), title: 40).title.count == 40)
    }

    @Test func namesMakeNoMarkup() {
        let text = Self.text([ReportSamples.change], group: "a|b `c` <script>\u{202E}")
        #expect(text.body.hasPrefix("Pins 1 image in 1 file, for a&#124;b &#96;c&#96; &lt;script&gt;"))
        #expect(!text.title.unicodeScalars.contains("\u{202E}"))
    }

    @Test func theFingerprintIsThatOfTheMoves() throws {
        let one = Self.text([ReportSamples.change])
        var other = ReportSamples.change
        #expect(Self.text([other], subject: "Another title").fingerprint == one.fingerprint)
        other.to = "us-docker.pkg.dev/p/app:1.0.1"
        #expect(Self.text([other]).fingerprint != one.fingerprint)
        #expect(Self.text([ReportSamples.change, other]).fingerprint != one.fingerprint)
        let closed = ChangeFingerprint.removed(from: one.body, "closed by pinnace")
        #expect(ChangeFingerprint(in: closed) == nil && closed.hasSuffix("`closed by pinnace`"))
        #expect(ChangeFingerprint(in: "nothing") == nil)
        #expect(ChangeFingerprint(in: "`pinnace-change: 12`") == nil)
    }
}
