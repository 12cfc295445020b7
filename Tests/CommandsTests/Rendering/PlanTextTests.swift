import ImageModel
import Manifests
import Planning
import Reconciliation
import Testing
import YAMLSource

@testable import Commands

@Suite struct PlanTextTests {
    @Test func aDryRunReadsTopDown() {
        #expect(
            PlanText(plan: RenderingSamples.plan, stage: .dryRun).text == """
                2 changes, 1 unchanged, 1 skipped, 1 held, 2 blocked · 7 references in 4 files at 3f2c9ab1d0e4

                k8s/api.yaml
                  Pod/prod/api spec.containers[0].image line 21
                    gcr.io/p/app:1.0.0
                    → us-docker.pkg.dev/p/app:1.0.0@sha256:0123456789ab…
                    linux/amd64, linux/arm64 · same content as the source · rewrites[0]
                    copied first: gcr.io/p/app:1.0.0@sha256:0123456789ab… → us-docker.pkg.dev/p/app:1.0.0
                  spec.containers[0].image line 30
                    nginx:1.27.0
                    → nginx:1.27.0@sha256:0123456789ab…
                    the source cannot be read
                    writes overlay/kustomization.yaml:5:5 images[0].digest: sha256:0123456789ab… (added)

                Blocked
                  k8s/db.yaml:3:16      gcr.io/p/db:2            platform-missing
                    it offers linux/arm64, but linux/amd64 is required
                  k8s/queue.yaml:12:16  gcr.io/p/longer-queue:2  registry-unavailable
                    gcr.io did not answer

                Held
                  k8s/web.yaml:5:16  nginx:1  held
                    held until 2026-12-31

                Skipped
                  x.yaml:6:16  {{ .Values.x }}  templated

                Findings
                  charts/x.yaml:3:1  unparsable  a tab

                1 reference could not be judged: a registry refused, limited or did not answer.
                1 reference stays blocked, as said above.
                Nothing was written. Without --dry-run, 2 changes in 2 files would be; --commit commits, --push pushes too.

                """)
    }

    @Test func verboseListsWhatStaysAndWhatIsWritten() {
        let text = PlanText(plan: RenderingSamples.plan, stage: .dryRun, isVerbose: true).text
        #expect(text.contains("Unchanged\n  x.yaml:7:16  busybox:1\n"))
        #expect(
            text.contains(
                "    writes k8s/api.yaml:21:16 image: gcr.io/p/app:1.0.0 → "
                    + "us-docker.pkg.dev/p/app:1.0.0@sha256:0123456789ab…\n"))
    }

    @Test(arguments: [
        (
            PlanText.Stage.written,
            "Wrote 2 changes in 2 files. Look at it with 'git diff'; --commit commits, --push pushes too."
        ),
        (.committed(RenderingSamples.revision), "Committed 2 changes in 2 files as 3f2c9ab1d0e4. Next: 'git push'."),
        (.pushed(RenderingSamples.revision, branch: "main"), "Pushed 2 changes in 2 files to main as 3f2c9ab1d0e4."),
    ])
    func theLastLineSaysWhatWasDone(_ stage: PlanText.Stage, _ line: String) {
        #expect(PlanText(plan: RenderingSamples.plan, stage: stage).text.hasSuffix("\n\(line)\n"))
    }

    @Test func nothingToChange() {
        let plan = Plan(revision: nil, files: 1, references: [], findings: [])
        #expect(
            PlanText(plan: plan, stage: .dryRun).text == "0 changes · 0 references in 1 file\n\nNothing to change.\n")
    }

    @Test func colourChangesNoWord() {
        let plain = PlanText(plan: RenderingSamples.plan, stage: .written).text
        let coloured = PlanText(plan: RenderingSamples.plan, stage: .written, style: .ansi).text
        #expect(coloured != plain)
        #expect(coloured.replacing(#/\u{1B}\[[0-9]+m/#, with: "") == plain)
    }

    @Test(arguments: PlannedReference.Status.allCases)
    func nothingInAFileSteersTheTerminal(_ status: PlannedReference.Status) {
        let hostile = RenderingSamples.hostile
        let object = ObjectIdentity(apiVersion: "v1", kind: hostile, namespace: nil, name: hostile)
        var reference = RenderingSamples.reference(
            status, hostile, 1, hostile, object: object, reason: ReasonCode(rawValue: hostile), message: hostile)
        reference.to = hostile
        reference.rule = hostile
        reference.edits = [PlannedEdit(site: reference.occurrence.parts.sites[0], to: hostile)]
        let finding = Finding(
            file: RepositoryPath(hostile)!, location: nil, reason: ReasonCode(rawValue: hostile), message: hostile)
        let plan = Plan(revision: hostile, files: 1, references: [reference], findings: [finding])
        let text = PlanText(plan: plan, stage: .pushed(hostile, branch: hostile), isVerbose: true).text
        #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isDeceptive })
        #expect(text.contains(RenderingSamples.harmless))
    }
}
